/**
 * A hybrid logical clock: a physical reading l that never runs backwards, and a count c of what
 * happened at the same l. An effect has a greater stamp than its cause, and l stays with real clocks.
 *
 *   stamp = l · 2⁹ + c        l in microseconds, c of 0 to 511
 *
 * The order of pairs (l, c) is then the order of integers, and the algorithm one maximum: what is
 * next is one more than the greatest stamp seen, or the reading where that is more. A c that is full
 * carries into l. So l is ahead of the greatest reading in its causal past by at most 1 µs for each
 * 512 writes of that past that found no greater reading; the paper lets c grow instead. Stamps are exact
 * for readings of ± 2⁴⁴ µs, which is 203 days.
 *
 * Taking in a write only raises the clock: it is no event with a stamp of its own. The greatest stamp
 * is restored from the disk after a crash: every stamp stands in the log beside its write.
 * @see Kulkarni et al., Logical Physical Clocks (2014)
 */
import { assert } from '../base/assert.js';
import type { StampSource } from './stamp-source.js';

/** How many values c has. */
const counts = 512;

/** One leader's hybrid clock. */
export class HybridClock implements StampSource {
  /** The greatest stamp seen or given. */
  private latest = -Infinity;

  next(readingUs: number): number {
    this.latest = Math.max(this.latest + 1, readingUs * counts);
    assert(Number.isSafeInteger(this.latest), 'a hybrid stamp is out of range');
    return this.latest;
  }

  observe(stamp: number): void {
    if (stamp > this.latest) this.latest = stamp;
  }
}

/** Takes a stamp apart. */
export function readHybridStamp(stamp: number): { readonly lUs: number; readonly c: number } {
  const lUs = Math.floor(stamp / counts);
  return { lUs, c: stamp - lUs * counts };
}
