/** Names of replicas in few columns, for version vectors. */
import { showText, takeColumns } from '../drawing/text-width.js';

/** The shortest beginnings that still tell names apart have at least so many characters. */
const leastCharacters = 2;
/** Beginnings that are longer than this give way to initials, where these tell names apart. */
const mostColumns = 4;

/** A short name for each, all different where the names are: `us-east`, `eu-west` as `us`, `eu`. */
export function shortenNames(names: readonly string[]): ReadonlyMap<string, string> {
  const beginnings = names.map((name) => beginningOf(name, names));
  const initials = names.map(initialsOf);
  const areShort = beginnings.every((text) => text.length <= mostColumns);
  const chosen = areShort || new Set(initials).size < names.length ? beginnings : initials;
  return new Map(names.map((name, index) => [name, showText(chosen[index] ?? name)]));
}

/** The beginning of a name that no other one has, or all of it; without what parts words at its end. */
function beginningOf(name: string, names: readonly string[]): string {
  const characters = [...name];
  for (let length = leastCharacters; length < characters.length; length++) {
    const beginning = characters.slice(0, length).join('');
    if (!names.some((other) => other !== name && other.startsWith(beginning)) && !/[-_ ./]$/.test(beginning)) return beginning;
  }
  return name;
}

/** The first character of each word, numbers whole: `region-12` as `r12`. */
function initialsOf(name: string): string {
  const words = name.split(/[-_ ./]+/).filter((word) => word !== '');
  return words.map((word) => (/^\d+$/.test(word) ? word : takeColumns(word, 1) + (/\d+$/.exec(word)?.[0] ?? ''))).join('');
}
