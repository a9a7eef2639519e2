/**
 * Which write each value of a register comes from.
 *
 * Models that compare what was read with what was written need that; they take for granted that no
 * value is written twice to a key. Where one was, what was read there cannot be told.
 */
import { isScalar, operationFamilies } from '../../record/history.js';
import type { History, HistoryOperation, HistoryScalar } from '../../record/history.js';
import { origin } from '../../record/register-columns.js';

/** Operations on registers and where their values come from. */
export class Versions {
  /** Those that happened or may have, in order of invocation. */
  readonly operations: readonly HistoryOperation[];
  /** Keys that are no registers, and were left out. */
  readonly otherKeys: readonly string[];
  private readonly initial: HistoryScalar;
  /** By key and value: the operation that wrote it, or that there are several. */
  private readonly writers = new Map<string, Map<HistoryScalar, number>>();

  constructor({ operations, initial }: History) {
    const others = new Set<string>();
    for (const { f, key } of operations) {
      const isRegister = f === 'read' || (operationFamilies[f] === 'register' && f !== 'append');
      if (!isRegister) others.add(key);
    }
    this.otherKeys = [...others];
    this.initial = initial;
    this.operations = operations.filter(
      ({ f, key, outcome }) =>
        !others.has(key) && outcome !== 'fail' && (f !== 'read' || outcome === 'ok'),
    );
    this.operations.forEach((operation, i) => {
      const value = writtenBy(operation);
      if (value !== undefined) this.noteWriter(operation.key, value, i);
    });
  }

  /** Where a value of a key comes from: the write at this index of the operations, or an {@link origin}. */
  originOf(key: string, value: HistoryScalar): number {
    const writer = this.writers.get(key)?.get(value);
    if (value !== this.initial) return writer ?? origin.nobody;
    return writer === undefined ? origin.initial : origin.ambiguous;
  }

  private noteWriter(key: string, value: HistoryScalar, operation: number): void {
    let writers = this.writers.get(key);
    if (writers === undefined) this.writers.set(key, (writers = new Map<HistoryScalar, number>()));
    writers.set(value, writers.has(value) ? origin.ambiguous : operation);
  }
}

/** What an operation leaves in its register; undefined where it leaves what was there. */
export function writtenBy({ f, value }: HistoryOperation): HistoryScalar | undefined {
  if (f === 'write') return isScalar(value) ? value : undefined;
  return f === 'cas' && !isScalar(value) ? value[1] : undefined;
}

/** The versions that an operation saw; null where it saw none, or that is not known. */
export function seenBy({
  f,
  value,
  result,
  outcome,
}: HistoryOperation): readonly HistoryScalar[] | null {
  if (outcome !== 'ok') return null;
  if (f === 'read') return isScalar(result) ? [result] : result.length === 0 ? [null] : result;
  return f === 'cas' && !isScalar(value) ? [value[0]] : null;
}
