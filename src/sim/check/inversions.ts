/**
 * Inversions: stamps that contradict what clients could see with their own eyes.
 *
 * A write is inverted when its stamp is not above that of some write of its key that was answered before
 * it was asked for. Linear in the writes: only a stamp that is not above all earlier ones of its key can
 * be inverted, and only the keys of such writes are looked at more closely.
 */

/** What was recorded of the writes, in order of acceptance. */
export interface StampedWrites {
  readonly count: number;
  readonly keys: number;
  keyOf(op: number): number;
  stampOf(op: number): number;
  sentAtUs(op: number): number;
  /** Infinity where the client has no answer. */
  answeredAtUs(op: number): number;
}

/** How many writes are inverted. */
export function countInversions(writes: StampedWrites): number {
  const suspects = findSuspects(writes);
  if (suspects === null) return 0;
  const answered = new Map<number, AnsweredStamps>();
  let inversions = 0;
  // What was answered before a write was sent has a smaller id.
  for (let op = 0; op < writes.count; op++) {
    const key = writes.keyOf(op);
    if (suspects[key] === 0) continue;
    let stamps = answered.get(key);
    if (stamps === undefined) answered.set(key, (stamps = new AnsweredStamps()));
    const stamp = writes.stampOf(op);
    if (stamps.greatestBefore(writes.sentAtUs(op)) >= stamp) inversions++;
    const answeredAtUs = writes.answeredAtUs(op);
    if (answeredAtUs < Infinity) stamps.add(answeredAtUs, stamp);
  }
  return inversions;
}

/** Keys whose stamps did not only grow, a 1 each; null when there is none. */
function findSuspects(writes: StampedWrites): Uint8Array | null {
  const greatest = new Float64Array(writes.keys).fill(-Infinity);
  const suspects = new Uint8Array(writes.keys);
  let hasSuspects = false;
  for (let op = 0; op < writes.count; op++) {
    const key = writes.keyOf(op);
    const stamp = writes.stampOf(op);
    if (stamp > greatest[key]) {
      greatest[key] = stamp;
      continue;
    }
    suspects[key] = 1;
    hasSuspects = true;
  }
  return hasSuspects ? suspects : null;
}

/** The greatest stamp that was answered by any time: steps that rise with time. */
class AnsweredStamps {
  private readonly timesUs: number[] = [];
  private readonly stamps: number[] = [];

  /** −Infinity where nothing was answered before that time. */
  greatestBefore(timeUs: number): number {
    const steps = this.countBefore(timeUs);
    return steps === 0 ? -Infinity : this.stamps[steps - 1];
  }

  add(timeUs: number, stamp: number): void {
    const at = this.countBefore(timeUs);
    if (at > 0 && this.stamps[at - 1] >= stamp) return;
    let end = at;
    while (end < this.stamps.length && this.stamps[end] <= stamp) end++;
    this.timesUs.splice(at, end - at, timeUs);
    this.stamps.splice(at, end - at, stamp);
  }

  /** How many steps lie before a time. */
  private countBefore(timeUs: number): number {
    let low = 0;
    let high = this.timesUs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timesUs[middle] < timeUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
