/**
 * Conflicts that nobody notices before a read returns both writes, see `detect: read-time`.
 *
 * Counts pairs, not meetings: a pair is detected when some read returned both, and missed when it met and
 * is nowhere side by side any more before that.
 */
import type { OpLog } from '../storage/op-log.js';
import { PairSet } from './pair-set.js';

/** What was noticed, in pairs. */
export interface NoticedPairs {
  readonly detected: number;
  readonly missed: number;
  readonly falseAlarms: number;
}

/** What reads returned together. */
export class ReadConflicts {
  private readonly ops: OpLog;
  private readonly read = new PairSet();
  private detected = 0;

  constructor(ops: OpLog) {
    this.ops = ops;
  }

  /** A read returned these versions of a key. */
  note(versions: readonly number[]): void {
    forEachPair(versions, (x, y) => {
      if (this.read.add(x, y) && this.areConcurrent(x, y)) this.detected++;
    });
  }

  /** Of so many pairs that met; `held` are the versions side by side in the end, key by key and replica. */
  judge(met: number, held: Iterable<readonly number[]>): NoticedPairs {
    const open = new PairSet();
    for (const versions of held) {
      forEachPair(versions, (x, y) => {
        if (!this.read.has(x, y) && this.areConcurrent(x, y)) open.add(x, y);
      });
    }
    const { detected, read } = this;
    return { detected, missed: met - detected - open.size, falseAlarms: read.size - detected };
  }

  private areConcurrent(x: number, y: number): boolean {
    return !this.ops.knewOf(x, y) && !this.ops.knewOf(y, x);
  }
}

function forEachPair(versions: readonly number[], visit: (x: number, y: number) => void): void {
  versions.forEach((x, i) => {
    for (const y of versions.slice(i + 1)) visit(x, y);
  });
}
