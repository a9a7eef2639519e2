/** What a check of a resolver comes to: plain data, the same for the same resolver, options and seed everywhere. */
import type { FindingKind, ResolverCall } from './base/resolver-fault.js';
import type { CheckedProperty, GrowthPoint } from './check/resolver/property.js';
import type { SmallHistory } from './check/resolver/small-history.js';

/** The answers to all questions. */
export interface ResolverCheck {
  /** The name that the resolver gives itself. */
  readonly resolver: string;
  readonly kind: 'register' | 'type';
  readonly seed: string;
  /** What clients asked, as JSON; a history's operations are indices of these. */
  readonly operations: readonly string[];
  readonly bounds: CheckBounds;
  readonly coverage: CheckCoverage;
  /** In the order of `properties`; what was not asked of this resolver is left out. */
  readonly properties: readonly CheckedAnswer[];
  /** How the size of states grows. */
  readonly growth: readonly GrowthPoint[];
  /** Violated when some property is, else unknown when some is, else holds. */
  readonly verdict: 'holds' | 'violated' | 'unknown';
}

/** Within which everything was looked at. */
export interface CheckBounds {
  readonly replicas: number;
  /** All histories of so many writes and fewer were looked at. */
  readonly writes: number;
}

/** How much was looked at. */
export interface CheckCoverage {
  /** Small histories, of all of which within bounds; orders of delivery that come to the same states count once. */
  readonly histories: number;
  /** Pairs of writes in them that did not know of each other. */
  readonly concurrentPairs: number;
  /** Random histories beyond the bounds. */
  readonly randomHistories: number;
  /** Runs of the engine under random faults; 0 where its clients cannot ask these operations. */
  readonly engineRuns: number;
}

/** The answer to one question. */
export type CheckedAnswer =
  | { readonly property: CheckedProperty; readonly verdict: 'holds' }
  | {
      readonly property: CheckedProperty;
      readonly verdict: 'violated';
      /** The smallest history found; null where functions misbehave whatever the history. */
      readonly counterexample: ToldCounterexample | null;
      /** What the functions did; empty where a history shows it. */
      readonly findings: readonly ConductFinding[];
    }
  | { readonly property: CheckedProperty; readonly verdict: 'unknown'; readonly reason: string };

/** What a resolver's function did that it may not, whatever it computes. */
export interface ConductFinding {
  readonly kind: FindingKind;
  readonly call: ResolverCall;
  /** What it was called with the first time, in words. */
  readonly input: string;
  readonly message: string;
}

/** A counterexample with everything that happens in it, in words. */
export interface ToldCounterexample {
  /** Where it was found. */
  readonly source: 'all-histories' | 'random-histories' | 'engine';
  readonly history: SmallHistory;
  /** All that happens in the history, in order. */
  readonly steps: readonly ToldStep[];
  readonly fault: ToldFault;
  /** The function whose answers are at fault. */
  readonly call: ResolverCall;
}

/** A state, as JSON, and what readers see of it. */
export interface ToldState {
  readonly state: string;
  readonly reading: string;
}

/** Something happens at a replica. Replicas are called A, B, C and D; writes are numbered from 0 in order. */
export type ToldStep =
  /** A client's operation, accepted. */
  | {
      readonly kind: 'write';
      readonly replica: string;
      readonly write: number;
      /** As JSON. */
      readonly operation: string;
      readonly stamp: number;
      /** What the replica holds then. */
      readonly after: ToldState;
    }
  /** The state that another replica had after a write of its own comes in. */
  | { readonly kind: 'merge'; readonly replica: string; readonly write: number; readonly after: ToldState };

/** What goes wrong in the end. */
export type ToldFault =
  /** Two replicas that have every message hold different values. */
  | { readonly kind: 'diverged'; readonly replicas: readonly [string, string]; readonly states: readonly [ToldState, ToldState] }
  /** Who begins empty and gets the whole state of another one comes to something else. */
  | { readonly kind: 'late-joiner'; readonly state: ToldState; readonly joined: ToldState }
  /** Two ways of merging the same states come to different values. */
  | { readonly kind: 'law'; readonly states: readonly ToldState[]; readonly left: ToldState; readonly right: ToldState }
  /** Two replicas that keep telling each other never agree; their values, round by round. */
  | { readonly kind: 'loop'; readonly rounds: readonly (readonly [ToldState, ToldState])[] }
  /** An acknowledged write has no effect at a replica. */
  | { readonly kind: 'loss'; readonly write: number; readonly replica: string }
  /** A replica holds what the resolver itself says it may not. */
  | { readonly kind: 'invalid'; readonly replica: string; readonly state: ToldState }
  /** A replica went from a state to one that does not include it, by the resolver's own word. */
  | { readonly kind: 'shrunk'; readonly from: ToldState; readonly to: ToldState }
  /** States grow without bound. */
  | { readonly kind: 'growth'; readonly sizes: readonly GrowthPoint[] }
  /** Two versions of the resolver come to different values for the same. */
  | { readonly kind: 'disagreed'; readonly own: ToldState; readonly other: ToldState };
