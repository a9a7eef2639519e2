/**
 * Stale reads, straight from a history: every read against every pair of writes of its key. Shares no code with
 * the engine.
 *
 * A read is stale when some write was answered before the read was asked, and all that the read returned had been
 * answered before that write was asked.
 */
import type { History, HistoryOperation } from '../../src/sim/record/history.js';

/** The stale reads of a history of registers whose writes all have values of their own. */
export function listStaleReads({ operations }: History): readonly HistoryOperation[] {
  const isBefore = (one: HistoryOperation, other: HistoryOperation): boolean =>
    one.outcome === 'ok' && (one.answeredAtUs ?? Infinity) < (other.invokedAtUs ?? -Infinity);
  return operations.filter((read) => {
    if (read.f !== 'read' || read.outcome !== 'ok') return false;
    const writes = operations.filter(({ f, key }) => f !== 'read' && key === read.key);
    const values: readonly unknown[] = Array.isArray(read.result) ? read.result : [read.result];
    const returned = writes.filter((write) => values.includes(writtenBy(write)));
    return writes.some((write) => isBefore(write, read) && returned.every((each) => isBefore(each, write)));
  });
}

/** What a write left behind: a conditional one its second value. */
function writtenBy({ f, value }: HistoryOperation): unknown {
  return f === 'cas' && Array.isArray(value) ? value[1] : value;
}
