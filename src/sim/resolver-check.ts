/** What a check of a resolver comes to: plain data, the same for the same resolver, options and seed everywhere. */
import type { ConductKind, ResolverCall } from './base/resolver-fault.js';

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

/** What is asked of a resolver's functions, whatever they compute. */
export type ConductName =
  /** They answer, and do not throw. */
  | 'total'
  /** They come to an end, and do with the memory there is. */
  | 'terminates'
  /** Asked the same again they say the same, and they ask neither clock nor chance nor machine. */
  | 'deterministic'
  /** They change nothing that they are given, and nothing that others use. */
  | 'pure'
  /** Their results are plain data, and can be merged again. */
  | 'closed';

/** What histories show. */
export type PropertyName =
  /** Replicas that have the same messages hold the same, in whatever order and how often they came. */
  | 'convergent'
  /** Merging x with y comes to the same as y with x. */
  | 'commutative'
  /** Merging in other groups comes to the same. */
  | 'associative'
  /** Merging the same again changes nothing. */
  | 'idempotent'
  /** Replicas that write back what they resolved come to an end of it. */
  | 'no-feedback-loop'
  /** Each acknowledged write has an effect, unless somebody who knew of it undid it. */
  | 'no-lost-writes'
  /** What was taken out stays out, unless somebody put it in who did not know of that. */
  | 'no-resurrected-deletes'
  /** Replicas are only in states that the resolver itself allows. */
  | 'valid'
  /** States only grow, by the resolver's own word. */
  | 'monotone'
  /** States grow no faster than by a little each write. */
  | 'bounded-growth'
  /** Two versions of the resolver come to the same. */
  | 'agreement';

/** What is asked of a resolver. */
export type CheckedProperty = ConductName | PropertyName;

/**
 * Within which everything was looked at: all orders in which messages can come, until replicas were seen to
 * diverge; from then on, for the other properties, each set of messages in the order in which they were sent.
 */
export interface CheckBounds {
  readonly replicas: number;
  /** All histories of so many writes and fewer were looked at. */
  readonly writes: number;
  /** By number of writes, from one on: how many of the operations were tried. */
  readonly operations: readonly number[];
  /** How many messages came once more, at any moment, to each replica. */
  readonly duplicates: number;
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
  | {
      readonly property: CheckedProperty;
      readonly verdict: 'holds';
      /** What was not asked, by the resolver's own word or for want of such operations; absent where everything was. */
      readonly granted?: GrantedLoss;
    }
  | {
      readonly property: CheckedProperty;
      readonly verdict: 'violated';
      /** The smallest history found; null where functions misbehave whatever the history. */
      readonly counterexample: ToldCounterexample | null;
      /** What the functions did; empty where a history shows it. */
      readonly findings: readonly ConductFinding[];
    }
  | { readonly property: CheckedProperty; readonly verdict: 'unknown'; readonly reason: string };

/** Operations that a property says nothing of. */
export interface GrantedLoss {
  /** Those that clients asked and that may come to nothing; none where they ask nothing that it is about. */
  readonly kinds: readonly string[];
  /** There are no others that it is about: nothing was asked. */
  readonly isAll: boolean;
}

/** What a resolver's function did that it may not, whatever it computes. */
export interface ConductFinding {
  readonly kind: ConductKind;
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
  /** All that happens in the history, in order; nothing where it was found in the engine. */
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
  /** In a run of the engine, which is no history of a few steps: its number, and what happened in words. */
  | { readonly kind: 'engine'; readonly run: number; readonly words: string }
  /** Two versions of the resolver come to different values for the same. */
  | { readonly kind: 'disagreed'; readonly own: ToldState; readonly other: ToldState };

/** A write, and what its replica took in since its own write before that. */
export interface HistoryWrite {
  readonly operation: number;
  readonly replica: number;
  readonly stamp: number;
  /** Numbers of the writes whose messages it takes in before, in order. */
  readonly takes: readonly number[];
}

/** A whole history. Writes are numbered in order. */
export interface SmallHistory {
  readonly replicas: number;
  readonly writes: readonly HistoryWrite[];
  /** By replica: whose messages it takes in in the end, in order. */
  readonly ends: readonly (readonly number[])[];
}

/** A size of states, in characters of JSON, after so many writes. */
export interface GrowthPoint {
  readonly writes: number;
  readonly size: number;
}
