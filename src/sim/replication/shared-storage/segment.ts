/**
 * A segment: what one storage node keeps of a volume's log.
 *
 * It is complete up to a position. What comes after a hole waits for what is missing, and counts for nothing until
 * then. A log is that of an epoch, the time of one writer. Each epoch begins with a cut: what its writer did not find
 * when it took over is no part of the log, wherever it may still be.
 */

/** Up to where an epoch took over the log of those before it. */
export interface Cut {
  readonly epoch: number;
  readonly at: number;
}

/** One storage node's copy of the log, on disk. */
export class Segment {
  /** Nobody of a lower epoch is listened to. */
  promised = 1;
  /** Its disk was lost, and it does not have all again that it had acknowledged. */
  isRebuilding = false;
  /** Records that its cuts threw away. */
  truncated = 0;
  private ownEpoch = 1;
  private ownCuts: readonly Cut[] = [];
  private log: number[] = [];
  /** Records beyond a hole, by position. */
  private readonly early = new Map<number, number>();

  /** Whose log it has. */
  get epoch(): number {
    return this.ownEpoch;
  }

  /** All positions up to this one are there. */
  get complete(): number {
    return this.log.length;
  }

  get cuts(): readonly Cut[] {
    return this.ownCuts;
  }

  /** Listens from now on to nobody of a lower epoch; false: it has promised that to a later one. */
  promise(epoch: number): boolean {
    if (epoch < this.promised) return false;
    this.promised = epoch;
    return true;
  }

  /** Goes over to a later epoch's log. */
  adopt(epoch: number, cuts: readonly Cut[]): void {
    if (epoch <= this.ownEpoch) return;
    const kept = positionAfter(this.complete, this.ownEpoch, cuts);
    this.truncated += this.log.length - kept + this.early.size;
    this.log.length = kept;
    this.early.clear();
    this.ownEpoch = epoch;
    this.ownCuts = cuts;
    this.promised = Math.max(this.promised, epoch);
  }

  /** Takes in records of its epoch from a position on; returns how many were news. */
  take(first: number, records: readonly number[]): number {
    const before = this.log.length + this.early.size;
    records.forEach((record, i) => {
      const position = first + i;
      if (position === this.log.length + 1) this.log.push(record);
      else if (position > this.log.length) this.early.set(position, record);
    });
    while (this.early.size > 0) {
      const next = this.early.get(this.log.length + 1);
      if (next === undefined) break;
      this.early.delete(this.log.length + 1);
      this.log.push(next);
    }
    return this.log.length + this.early.size - before;
  }

  /** All records after a position, as far as nothing is missing. */
  after(position: number): readonly number[] {
    return this.log.slice(position);
  }

  /** The disk is lost, and with it what was promised. */
  wipe(): void {
    this.promised = 1;
    this.isRebuilding = true;
    this.ownEpoch = 1;
    this.ownCuts = [];
    this.log = [];
    this.early.clear();
  }
}

/**
 * How much of a log of an epoch belongs to the history that ends in these cuts. A log of a later epoch need not have more
 * of it: whoever went over to an epoch may still lack what its writer found elsewhere.
 */
export function positionAfter(complete: number, epoch: number, cuts: readonly Cut[]): number {
  return cuts.reduce((kept, cut) => (cut.epoch > epoch ? Math.min(kept, cut.at) : kept), complete);
}
