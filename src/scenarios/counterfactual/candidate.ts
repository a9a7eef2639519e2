/** Something that might have kept a write, before anybody has tried it. */
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

/** One without a size that is about what is promised to clients. */
export function promise(...args: Parameters<typeof change>): Candidate {
  return { ...change(...args), isPromise: true };
}
