/** Counts reads that did not return what had been confirmed before they were asked. */
import type { HistoryOperation, HistoryValue } from '../../sim/record/history.js';

/**
 * Reads of plain values that returned a write although a later one had been asked for after that write was answered,
 * and had been answered itself before the read was asked. What was lost in between counts too: nobody reads it any
 * more. Null where no plain value was read.
 */
export function countStaleReads(operations: readonly HistoryOperation[]): number | null {
  const byKey = new Map<string, HistoryOperation[]>();
  for (const operation of operations) {
    const of = byKey.get(operation.key) ?? [];
    of.push(operation);
    byKey.set(operation.key, of);
  }
  let stale: number | null = null;
  for (const ofKey of byKey.values()) {
    if (ofKey.some(({ f }) => f !== 'read' && f !== 'write' && f !== 'cas')) continue;
    const reads = ofKey.filter(({ f, outcome }) => f === 'read' && outcome === 'ok');
    if (reads.length > 0) stale = (stale ?? 0) + countOfKey(reads, ofKey.filter(({ f }) => f !== 'read'));
  }
  return stale;
}

function countOfKey(reads: readonly HistoryOperation[], writes: readonly HistoryOperation[]): number {
  const confirmed = writes.filter(({ outcome }) => outcome === 'ok');
  /** When what was read had been answered; what nobody wrote alone, such as two values put together, is not judged. */
  const answeredUs = (read: string): number => {
    const of = writes.filter((write) => spell(writtenBy(write)) === read);
    if (of.length === 0) return read === spell(null) ? -Infinity : Infinity;
    return Math.max(...of.map((write) => write.answeredAtUs ?? Infinity));
  };
  return reads.filter(({ result, invokedAtUs }) => {
    const readUs = invokedAtUs ?? 0;
    const newestUs = confirmed.reduce((newest, write) =>
      ((write.answeredAtUs ?? Infinity) < readUs ? Math.max(newest, write.invokedAtUs ?? 0) : newest), -Infinity);
    const values = Array.isArray(result) ? result.map(spell) : [spell(result)];
    return newestUs > Math.max(...values.map(answeredUs));
  }).length;
}

/** What a write left behind: a conditional one its second value. */
function writtenBy({ f, value }: HistoryOperation): HistoryValue {
  if (f !== 'cas' || !Array.isArray(value)) return value;
  const values: readonly HistoryValue[] = value;
  return values[1] ?? null;
}

function spell(value: HistoryValue): string {
  return JSON.stringify(value);
}
