/**
 * Which writes changed a counter or a set, and how. Strategies may carry an increment out as a write of the
 * whole value, so the op log does not tell.
 */

/** A change of a counter or of a set. */
export type CountedChange = 'increment' | 'add' | 'remove';

/** Whether a change is one of a counter or a set; others are updates of a value. */
export function isCountedChange(kind: string): kind is CountedChange {
  return kind === 'increment' || kind === 'add' || kind === 'remove';
}

/** Changes by write; empty where clients write whole values. */
export class ChangeJournal {
  private readonly changes = new Map<number, CountedChange>();

  note(op: number, change: CountedChange): void {
    this.changes.set(op, change);
  }

  /** Null for a write, update or delete of a whole record. */
  changeOf(op: number): CountedChange | null {
    return this.changes.get(op) ?? null;
  }
}
