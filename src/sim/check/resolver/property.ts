/** What is asked of a resolver, and what the answer may be. */
import type { ConductName, GrowthPoint, PropertyName, SmallHistory } from '../../resolver-check.js';

/** What is asked of a resolver's functions, in the order in which it is told. */
export const conducts: readonly ConductName[] = ['total', 'terminates', 'deterministic', 'pure', 'closed'];

/** What histories show, in the order in which it is told. */
export const properties: readonly PropertyName[] = [
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
  'agreement',
];

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
  | { readonly kind: 'growth'; readonly sizes: readonly GrowthPoint[] };
