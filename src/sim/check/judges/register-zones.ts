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
import { origin, trait, type RegisterColumns } from '../../record/register-columns.js';
import { columnsOfHistory } from './columns-of-history.js';
import { firstAnswerThatFails } from './first-answer.js';

/**
 * Whether every register, all of whose values are distinct and that was only written and read, is linearizable.
 * One sweep through time suffices, for of all forward zones that began only the last may still stand.
 */
export function areLinearizable(columns: RegisterColumns): boolean {
  const zones = listZones(columns);
  if (zones === null) return false;
  const { firstAnswer, lastInvocation, cluster } = zones;
  const { key, invokedAt, answeredAt } = columns;
  // By key: where its last forward zone ends; what stood there before all writes begins with everything.
  const standsUntil = zones.initialUntil;
  for (const moment of columns.moments) {
    const operation = moment >> 1;
    const of = cluster[operation];
    if (of < 0) continue;
    const until = standsUntil[key[operation]];
    const isForward = firstAnswer[of] < lastInvocation[of];
    if ((moment & 1) === 1) {
      if (!isForward || answeredAt[operation] !== firstAnswer[of]) continue;
      if (firstAnswer[of] < until) return false;
      standsUntil[key[operation]] = lastInvocation[of];
    } else if (!isForward && invokedAt[operation] === lastInvocation[of] && firstAnswer[of] < until) {
      return false;
    }
  }
  return true;
}

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
  const operation = firstAnswerThatFails(operations, (upTo) => !isExplained(operations, initial, upTo));
  return { kind: 'impossible', operation };
}

/**
 * Zones by the operation that wrote the value, and of each operation whose value it wrote or saw; the value that
 * was there before all writes has one zone a key.
 */
interface Zones {
  readonly firstAnswer: Float64Array;
  readonly lastInvocation: Float64Array;
  /** −1 for the initial value. */
  readonly cluster: Int32Array;
  readonly initialUntil: Float64Array;
}

/** Null where something was read that no register can have held then. */
function listZones({ count, keys, key, traits, invokedAt, answeredAt, seenFrom, seen }: RegisterColumns): Zones | null {
  const firstAnswer = answeredAt.slice();
  const lastInvocation = invokedAt.slice();
  const cluster = new Int32Array(count);
  const initialUntil = new Float64Array(keys).fill(-Infinity);
  for (let i = 0; i < count; i++) {
    cluster[i] = i;
    if ((traits[i] & trait.reads) === 0) continue;
    const version = seen[seenFrom[i]];
    if (seenFrom[i + 1] !== seenFrom[i] + 1 || version < origin.initial) return null;
    cluster[i] = version;
    if (version === origin.initial) {
      initialUntil[key[i]] = invokedAt[i];
      continue;
    }
    if (answeredAt[i] < invokedAt[version]) return null;
    if (answeredAt[i] < firstAnswer[version]) firstAnswer[version] = answeredAt[i];
    if (invokedAt[i] > lastInvocation[version]) lastInvocation[version] = invokedAt[i];
  }
  return { firstAnswer, lastInvocation, cluster, initialUntil };
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
  const known = operations.flatMap((operation): readonly HistoryOperation[] => {
    if (operation.answeredAt <= place) return [operation];
    if (operation.f === 'read' || operation.invokedAt > place) return [];
    return [{ ...operation, outcome: 'info', answeredAt: Infinity }];
  });
  return areLinearizable(columnsOfHistory({ operations: known, initial, versionOrder: new Map() }));
}
