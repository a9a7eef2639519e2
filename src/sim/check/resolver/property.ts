/** What is asked of a resolver, and what the answer may be. */
import type { SmallHistory } from './small-history.js';

/** In the order in which they are told. */
export const properties = [
  'convergent',
  'commutative',
  'associative',
  'idempotent',
  'no-feedback-loop',
  'no-lost-writes',
  'no-resurrected-deletes',
  'valid',
  'monotone',
  'bounded-growth',
] as const;

/** What is asked of a resolver. */
export type PropertyName = (typeof properties)[number];

/** Where a property does not hold. */
export interface Counterexample {
  readonly property: PropertyName;
  readonly history: SmallHistory;
  /** What went wrong in it. */
  readonly fault: Fault;
}

/** What goes wrong in a counterexample. States and readings are the candidate's. */
export type Fault =
  /** Two replicas that have every message hold different values. */
  | { readonly kind: 'diverged'; readonly replicas: readonly [number, number]; readonly states: readonly [number, number] }
  /** Who begins empty and gets the whole state of another one comes to something else. */
  | { readonly kind: 'late-joiner'; readonly state: number; readonly joined: number }
  /** Two ways of merging the same states come to different values. */
  | { readonly kind: 'law'; readonly states: readonly number[]; readonly left: number; readonly right: number }
  /** Two replicas that keep telling each other never agree; their values, round by round. */
  | { readonly kind: 'loop'; readonly rounds: readonly (readonly [number, number])[] }
  /** An acknowledged write has no effect at a replica. */
  | { readonly kind: 'loss'; readonly write: number; readonly replica: number }
  /** A replica holds what the resolver itself says it may not. */
  | { readonly kind: 'invalid'; readonly replica: number; readonly state: number }
  /** A replica went from a state to one that does not include it, by the resolver's own word. */
  | { readonly kind: 'shrunk'; readonly from: number; readonly to: number }
  /** States grow without bound; sizes in characters, after so many writes each. */
  | { readonly kind: 'growth'; readonly sizes: readonly { readonly writes: number; readonly size: number }[] };

/** How much was looked at. */
export interface Coverage {
  /** Whole histories; those in which replicas only took in messages in other orders count once. */
  histories: number;
  /** Pairs of writes in them that did not know of each other. */
  concurrentPairs: number;
}
