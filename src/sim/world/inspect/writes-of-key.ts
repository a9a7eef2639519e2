/** The writes of one key in order, gathered from the log of all writes in looks of bounded length. */
import type { OpLog } from '../../storage/op-log.js';

/** Rows of the log that are looked at each time. */
const rowsPerLook = 400_000;

/** Remembers between looks what it found. A run that went back to an earlier moment makes the same writes again. */
export class WritesOfKey {
  readonly key: number;
  /** Ids in order, as far as was looked. */
  readonly ops: number[] = [];
  private readonly numbers = new Map<number, number>();
  private readonly counts = new Map<number, number>();
  private lookedTo = 0;

  constructor(key: number) {
    this.key = key;
  }

  /** Looks through what is new; returns how many writes of the run are left. */
  gather(log: OpLog): number {
    if (log.count < this.lookedTo) this.goBack(log);
    const end = Math.min(log.count, this.lookedTo + rowsPerLook);
    for (let op = this.lookedTo; op < end; op++) if (log.keyOf(op) === this.key) this.add(op, log.authorOf(op));
    this.lookedTo = end;
    return log.count - end;
  }

  /** Which of its author's writes of the key this is; the first is 1. */
  numberOf(op: number): number {
    return this.numbers.get(op) ?? 0;
  }

  private add(op: number, author: number): void {
    const number = (this.counts.get(author) ?? 0) + 1;
    this.counts.set(author, number);
    this.numbers.set(op, number);
    this.ops.push(op);
  }

  private goBack(log: OpLog): void {
    const { counts, ops } = this;
    while (ops.length > 0 && ops[ops.length - 1] >= log.count) {
      const op = ops[ops.length - 1];
      ops.length--;
      this.numbers.delete(op);
    }
    counts.clear();
    for (const op of ops) counts.set(log.authorOf(op), (counts.get(log.authorOf(op)) ?? 0) + 1);
    this.lookedTo = log.count;
  }
}
