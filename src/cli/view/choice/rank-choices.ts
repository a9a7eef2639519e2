/** Which choices fit what was typed, best first, and where. */
import type { Choice, FoundChoice } from './choice.js';

/**
 * Every word that was typed must fit somewhere: at the start of the name, at that of a word in it, inside it, in the
 * title, in a tag or group, in the text about it, or, letter by letter, in the name. The places count in this order;
 * among equals the list's own order stays.
 */
export function rankChoices<Entry extends Choice>(
  choices: readonly Entry[],
  query: string,
): readonly FoundChoice<Entry>[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return choices.map((choice) => ({ choice, nameMarks: [], titleMarks: [] }));
  return choices
    .flatMap((choice) => fit(choice, words) ?? [])
    .sort((a, b) => a.rank - b.rank)
    .map(({ found }) => found);
}

interface RankedChoice<Entry extends Choice> {
  readonly rank: number;
  readonly found: FoundChoice<Entry>;
}

/** How well a word fits, and which letters of name and title it is. */
interface Fit {
  readonly rank: number;
  readonly name?: readonly number[];
  readonly title?: readonly number[];
}

function fit<Entry extends Choice>(choice: Entry, words: readonly string[]): RankedChoice<Entry> | null {
  const texts = textsOf(choice);
  const fits: Fit[] = [];
  for (const word of words) {
    const one = fitWord(texts, word);
    if (one === null) return null;
    fits.push(one);
  }
  const nameMarks = ordered(fits.flatMap(({ name = [] }) => name));
  const titleMarks = ordered(fits.flatMap(({ title = [] }) => title));
  return { rank: fits.reduce((sum, { rank }) => sum + rank, 0), found: { choice, nameMarks, titleMarks } };
}

interface Texts {
  readonly name: string;
  readonly title: string;
  readonly tags: string;
  readonly about: string;
}

function textsOf({ name, title, tags, group, about }: Choice): Texts {
  return {
    name: lowered(name),
    title: lowered(title),
    tags: lowered([...tags, group].join('\n')),
    about: lowered(about),
  };
}

function fitWord({ name, title, tags, about }: Texts, word: string): Fit | null {
  const inName = findWord(name, word);
  const inTitle = findWord(title, word);
  const nameMarks = marksOf(inName.at, word);
  const titleMarks = marksOf(inTitle.at, word);
  const marks = { name: nameMarks, title: titleMarks };
  if (inName.at === 0) return { rank: 0, ...marks };
  if (inName.isWord) return { rank: 1, ...marks };
  if (inTitle.isWord) return { rank: 2, ...marks };
  if (inName.at > 0) return { rank: 3, ...marks };
  if (findWord(tags, word).at >= 0) return { rank: 4, ...marks };
  if (inTitle.at >= 0) return { rank: 5, ...marks };
  const inAbout = findWord(about, word);
  if (inAbout.at >= 0) return { rank: inAbout.isWord ? 6 : 7 };
  const letters = findLetters(name, word);
  return letters === null ? null : { rank: 8, name: letters };
}

/** The first place at which a word of the text begins like this, else the first place at all; −1 for none. */
function findWord(text: string, word: string): { readonly at: number; readonly isWord: boolean } {
  const first = text.indexOf(word);
  for (let at = first; at >= 0; at = text.indexOf(word, at + 1)) {
    if (isWordStart(text, at)) return { at, isWord: true };
  }
  return { at: first, isWord: false };
}

/** The letters of a word in their order, the first at the start of a word; null when they are not there. */
function findLetters(text: string, word: string): readonly number[] | null {
  const characters = [...word];
  const [first] = characters;
  if (first === undefined || characters.length < 2) return null;
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    const places = isWordStart(text, start) ? followLetters(text, characters, start) : null;
    if (places === null) continue;
    // Letters that lie far apart are in every long name.
    if ((places.at(-1) ?? 0) - start < word.length * widestSpread) return places;
  }
  return null;
}

function followLetters(text: string, characters: readonly string[], start: number): readonly number[] | null {
  const places: number[] = [];
  let from = start;
  for (const character of characters) {
    const at = text.indexOf(character, from);
    if (at < 0) return null;
    places.push(...marksOf(at, character));
    from = at + character.length;
  }
  return places;
}

/** Letters that are looked through for each one that was typed. */
const widestSpread = 3;

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}

function marksOf(at: number, word: string): readonly number[] {
  return at < 0 ? [] : Array.from({ length: word.length }, (_, index) => at + index);
}

function ordered(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((a, b) => a - b);
}

/** In small letters, as long as every letter keeps its place. */
function lowered(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}
