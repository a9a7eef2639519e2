/**
 * Linearizability of a register whose values are all distinct, without a search: n log n, however many
 * operations are open at once.
 *
 * A write and the reads that returned its value are a cluster, and everything in it takes effect in one
 * block. Its zone lies between the first answer and the last invocation in it: *forward* when that answer
 * comes first, so that the value must stand for all of the zone, else *backward*: the block fits in at any
 * moment of it. The history is linearizable exactly when each read returned what was written, and not
 * before that was asked for, no two forward zones overlap, and none contains a backward one.
 *
 * @see Gibbons and Korach, "Testing shared memories", SIAM Journal on Computing 26(4), 1997
 */
import type { HistoryOperation, HistoryScalar } from '../../record/history.js';
import { isScalar } from '../../record/history.js';
import { asRegisterValue } from './sequential-object.js';

/** What zones tell; operations that are neither writes nor reads, or a value written twice, are too much. */
export type ZoneResult =
  | { readonly kind: 'explained' }
  /** No order explains the answers up to this operation's. */
  | { readonly kind: 'impossible'; readonly operation: number }
  | { readonly kind: 'inapplicable' };

/** Judges operations in order of invocation, without reads that had no answer. */
export function judgeByZones(
  operations: readonly HistoryOperation[],
  initial: HistoryScalar,
): ZoneResult {
  if (!hasDistinctValues(operations, initial)) return { kind: 'inapplicable' };
  if (isExplained(operations, initial, Infinity)) return { kind: 'explained' };
  const byAnswer = operations
    .map((_, i) => i)
    .filter((i) => operations[i].answeredAt < Infinity)
    .sort((a, b) => operations[a].answeredAt - operations[b].answeredAt);
  // What goes on from an impossible beginning is impossible.
  let low = 0;
  let high = byAnswer.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isExplained(operations, initial, operations[byAnswer[middle]].answeredAt)) low = middle + 1;
    else high = middle;
  }
  return { kind: 'impossible', operation: byAnswer[low] };
}

/** What is known of a value and the operations on it. */
interface Cluster {
  /** When its write was asked for. */
  readonly writtenAt: number;
  firstAnswer: number;
  lastInvocation: number;
}

function hasDistinctValues(operations: readonly HistoryOperation[], initial: HistoryScalar): boolean {
  const written = new Set<unknown>([initial]);
  for (const { f, value } of operations) {
    if (f === 'read') continue;
    if (f !== 'write' || written.has(value)) return false;
    written.add(value);
  }
  return true;
}

/** Judges the history as it was known at a place: what is answered later is still open. */
function isExplained(
  operations: readonly HistoryOperation[],
  initial: HistoryScalar,
  place: number,
): boolean {
  const clusters = new Map<unknown, Cluster>();
  for (const { f, value, invokedAt, answeredAt } of operations) {
    if (f === 'read' || invokedAt > place) continue;
    const firstAnswer = answeredAt <= place ? answeredAt : Infinity;
    clusters.set(value, { writtenAt: invokedAt, firstAnswer, lastInvocation: invokedAt });
  }
  const first: Cluster = { writtenAt: -Infinity, firstAnswer: -Infinity, lastInvocation: -Infinity };
  clusters.set(initial, first);
  for (const { f, result, invokedAt, answeredAt } of operations) {
    if (f !== 'read' || answeredAt > place) continue;
    const value = asRegisterValue(result);
    const cluster = isScalar(value) ? clusters.get(value) : undefined;
    if (cluster === undefined || answeredAt < cluster.writtenAt) return false;
    cluster.firstAnswer = Math.min(cluster.firstAnswer, answeredAt);
    cluster.lastInvocation = Math.max(cluster.lastInvocation, invokedAt);
  }
  return areZonesCompatible([...clusters.values()]);
}

function areZonesCompatible(clusters: readonly Cluster[]): boolean {
  const forward = clusters
    .filter(({ firstAnswer, lastInvocation }) => firstAnswer < lastInvocation)
    .sort((a, b) => a.firstAnswer - b.firstAnswer);
  const overlaps = forward.some(
    ({ firstAnswer }, i) => i > 0 && firstAnswer < forward[i - 1].lastInvocation,
  );
  if (overlaps) return false;
  return clusters.every(({ firstAnswer, lastInvocation }) => {
    if (firstAnswer < lastInvocation) return true;
    const before = lastBefore(forward, lastInvocation);
    return before === null || firstAnswer >= before.lastInvocation;
  });
}

/** The last of disjoint forward zones to begin before a place; only that one can reach beyond it. */
function lastBefore(forward: readonly Cluster[], place: number): Cluster | null {
  let low = 0;
  let high = forward.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (forward[middle].firstAnswer < place) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : forward[low - 1];
}
