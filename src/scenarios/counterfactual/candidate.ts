/** Something that might have kept a write, before anybody has tried it. */
import { durationText } from '../fuzz/quantity-text.js';
import type { Override } from '../overrides.js';
import type { Dial } from './dial.js';

/** One thing to change. */
export interface Candidate {
  /** What it is about; of two with one name the second is tried only where the first does not help. */
  readonly name: string;
  /** As in {@link Counterfactual.words}, for the change as a whole. */
  readonly words: string;
  /** As there. */
  readonly rule?: string;
  /** Tried first: where even this does not keep the write, its dials are left alone. */
  readonly changes: readonly Override[];
  /** Where the change has a size. What they find is told in place of the change as a whole. */
  readonly dials: readonly Dial[];
  /** Less is tried, and told, first. */
  readonly weight: number;
  /** It is about what is promised to clients: one that is not told of success has lost nothing. */
  readonly isPromise?: true;
}

/** A candidate without a size. */
export function change(
  weight: number,
  words: string,
  ...settings: readonly (readonly [path: string, value: string])[]
): Candidate {
  const changes = settings.map(([path, value]) => ({ path, value }));
  return { name: JSON.stringify(changes), words, changes, dials: [], weight };
}

/** A candidate that is a dial, and what is told of it as a whole. */
export interface TurnedDial extends Pick<Candidate, 'name' | 'words' | 'weight'>, Dial {}

/** A candidate with a size. As a whole it is turned to its limit. */
export function turn({ name, words, weight, ...dial }: TurnedDial): Candidate {
  return { name, words, changes: dial.changesAt(dial.limit), dials: [dial], weight };
}

/** The change of one path to a size. @param textOf how the document writes it; default: as a duration */
export function setTo(path: string, textOf: (size: number) => string = durationText): Dial['changesAt'] {
  return (size) => [{ path, value: textOf(size) }];
}

/** One without a size that is about what is promised to clients. */
export function promise(...args: Parameters<typeof change>): Candidate {
  return { ...change(...args), isPromise: true };
}
