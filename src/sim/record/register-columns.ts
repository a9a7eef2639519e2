/**
 * A history of registers in columns: what judges of sessions and of causality read, an entry an operation.
 *
 * Only operations that happened or may have are there, without reads that nobody was told the result of; in order of
 * invocation, and an operation is named by its place in that order. A version is named by the operation that wrote it.
 *
 *   session, key   int32     numbered in order of their first operations
 *   replica        int32     who served it; −1 where that is not known
 *   invokedAt      float64   place in the order of the history
 *   answeredAt     float64   Infinity where there was no answer
 *   traits         uint8     bits of {@link trait}
 *   seenFrom       int32     one more entry: where in `seen` begins what an operation saw
 *   seen           int32     versions, or one of {@link origin}
 *   place          int32     of what an operation wrote in the final order of its key; {@link unplaced} where unknown
 *   moments        int32     invocations (2 × operation) and answers (and 1) as they happened
 */
import type { HistoryOperation } from './history.js';

/** The columns; nobody changes them. */
export interface RegisterColumns {
  readonly count: number;
  readonly sessions: number;
  readonly keys: number;
  readonly replicas: number;
  readonly session: Int32Array;
  readonly key: Int32Array;
  readonly replica: Int32Array;
  readonly invokedAt: Float64Array;
  readonly answeredAt: Float64Array;
  readonly traits: Uint8Array;
  readonly seenFrom: Int32Array;
  readonly seen: Int32Array;
  readonly place: Int32Array;
  readonly moments: Int32Array;
  /** Keys that are no registers, and were left out. */
  readonly otherKeys: readonly string[];
  readonly keyName: (key: number) => string;
  /** An operation as people are told of it. */
  readonly operation: (operation: number) => HistoryOperation;
  /** A write that failed and would have left what a read saw; undefined where there was none. */
  readonly failedWriteOf: (read: number) => HistoryOperation | undefined;
}

/** What an operation did, as bits. */
export const trait = {
  /** It only read. */
  reads: 1,
  /** It left a version. */
  writes: 2,
  /** It saw versions, whether or not it is known whose. */
  sees: 4,
  /** It was answered with success. */
  isDone: 8,
} as const;

/** Where a value comes from that no one operation is known to have written. */
export const origin = {
  /** It was there before all writes. */
  initial: -1,
  nobody: -2,
  /** Several may have written it. */
  ambiguous: -3,
} as const;

/** The place of what has no known place in a final order; the initial value has −1. */
export const unplaced = -2;
