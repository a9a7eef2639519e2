/**
 * A Lamport clock: counts, so that an effect has a greater stamp than its cause. It knows no time.
 *
 * The count is restored from the disk after a crash: every stamp stands in the log beside its write.
 * @see Lamport, Time, Clocks, and the Ordering of Events in a Distributed System (1978)
 */
import type { StampSource } from './stamp-source.js';

/** One leader's count of its own writes and of what it took in. */
export class LamportClock implements StampSource {
  private count = 0;

  /** One more than anything seen; the reading does not matter. */
  next(_readingUs: number): number {
    this.count++;
    return this.count;
  }

  observe(stamp: number): void {
    if (stamp > this.count) this.count = stamp;
  }
}
