/** The words of a `quarrel fuzz` that name something: groups, kinds, a duration, a seed. */
import type { FuzzGroup, FuzzKind } from '../scenarios/fuzz/fault-kinds.js';
import { fuzzGroups, fuzzKinds, recoverableKinds } from '../scenarios/fuzz/fault-kinds.js';
import { didYouMean } from '../scenarios/suggestion.js';
import { duration } from '../scenarios/units.js';
import type { FuzzRequest } from './fuzz-request.js';
import { printable } from './printable.js';

/** What they mean, or one sentence about the first that means nothing. */
export type ReadWords =
  | {
      readonly ok: true;
      readonly groups: readonly FuzzGroup[];
      readonly kinds: readonly FuzzKind[];
      /** No run begins later than this; null: there is time for all of them. */
      readonly timeMs: number | null;
    }
  | { readonly ok: false; readonly message: string };

/** Reads the words of a request. */
export function readWords({ only, kinds, time, seed }: FuzzRequest): ReadWords {
  const groups = readList('--only', only, fuzzGroups, fuzzGroups);
  if (typeof groups === 'string') return { ok: false, message: groups };
  const read = readList('--kinds', kinds, fuzzKinds, recoverableKinds);
  if (typeof read === 'string') return { ok: false, message: read };
  if (seed === '' || seed.length > longestSeed) {
    return { ok: false, message: `--seed: expected a text of 1 to ${longestSeed} characters` };
  }
  const within = time === null ? null : duration.read(time);
  if (within === null) return { ok: true, groups, kinds: read, timeMs: null };
  if (within.ok && within.value > 0) return { ok: true, groups, kinds: read, timeMs: within.value / 1000 };
  const wrong = within.ok ? 'this leaves no time for any run' : within.message;
  return { ok: false, message: `--time ${printable(time ?? '')}: ${wrong}; expected a duration such as 60s or 10m` };
}

/** The number of a run is put after it, and a scenario's seed has at most 200. */
const longestSeed = 150;

/** A sentence where a word is not known. */
function readList<W extends string>(
  flag: string,
  words: readonly string[] | null,
  known: readonly W[],
  otherwise: readonly W[],
): readonly W[] | string {
  if (words === null) return otherwise;
  const found: W[] = [];
  for (const word of words) {
    const match = known.find((one) => one === word);
    if (match === undefined) {
      const { suggestion } = didYouMean(word, known);
      const question = suggestion === undefined ? '' : `; ${suggestion}`;
      return `${flag}: "${printable(word)}" is not known here; expected some of ${known.join(', ')}${question}`;
    }
    if (!found.includes(match)) found.push(match);
  }
  return found;
}
