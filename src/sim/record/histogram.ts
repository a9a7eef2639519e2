/**
 * A histogram of integers whose percentiles are at most 0.8 % too high, and which merges exactly.
 *
 * Below 256 each value has a bucket of its own. Above, every doubling is cut into 128 buckets of
 * equal width, so a bucket is never wider than 1/128 of the smallest value in it:
 *
 *     values      0 … 255   256 … 511   512 … 1023   …   2^52 … 2^53 − 1
 *     width          1          2           4        …        2^45
 *     buckets     0 … 255   256 … 383   384 … 511    …   5888 … 6015
 */
import { assert } from '../base/assert.js';

/** Counts values of 0 to 2^53. Empty it costs nothing; full it is at most 48 kB. */
export class Histogram {
  private counts = new Float64Array(0);
  private total = 0;
  private largest = 0;

  /** How many values were recorded. */
  get count(): number {
    return this.total;
  }

  /** The largest value recorded, exactly; 0 when there is none. */
  get max(): number {
    return this.largest;
  }

  /** Takes in one integer of 0 to 2^53. */
  record(value: number): void {
    const bucket = findBucket(value);
    if (bucket >= this.counts.length) this.grow(bucket);
    this.counts[bucket]++;
    this.total++;
    if (value > this.largest) this.largest = value;
  }

  /**
   * The least bucket end that at least ⌈q·count⌉ of the values (and at least one) do not exceed,
   * never above the maximum; null when nothing was recorded.
   *
   * @param q of 0 to 1
   */
  percentile(q: number): number | null {
    assert(q >= 0 && q <= 1, 'percentile out of range');
    if (this.total === 0) return null;
    const rank = Math.max(1, Math.ceil(q * this.total));
    let bucket = 0;
    let seen = this.counts[0];
    while (seen < rank) seen += this.counts[++bucket];
    return Math.min(findBucketEnd(bucket), this.largest);
  }

  /** How many values are above the edge before and not above each edge, to the precision of a bucket; at last, above all. */
  countBetween(edges: readonly number[]): number[] {
    const counts = new Array<number>(edges.length + 1).fill(0);
    let place = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      if (this.counts[bucket] === 0) continue;
      const end = Math.min(findBucketEnd(bucket), this.largest);
      while (place < edges.length && end > edges[place]) place++;
      counts[place] += this.counts[bucket];
    }
    return counts;
  }

  /** Takes in all that the other has recorded, as if it had been recorded here. */
  merge(other: Histogram): void {
    if (other.counts.length > this.counts.length) this.grow(other.counts.length - 1);
    for (let i = 0; i < other.counts.length; i++) this.counts[i] += other.counts[i];
    this.total += other.total;
    this.largest = Math.max(this.largest, other.largest);
  }

  /** Makes room up to the end of the bucket's doubling. */
  private grow(bucket: number): void {
    const grown = new Float64Array((bucket | 127) + 1);
    grown.set(this.counts);
    this.counts = grown;
  }
}

function findBucket(value: number): number {
  const word = value >>> 0;
  if (word === value) return findWordBucket(word);
  const isInteger = Math.floor(value) === value;
  assert(isInteger && value > 0 && value <= 0x20000000000000, 'histogram value out of range');
  // Beyond 32 bits: the upper bits alone decide, and 22 halvings are 22 · 128 buckets.
  return findWordBucket(Math.floor(value / 0x400000)) + 2816;
}

function findWordBucket(word: number): number {
  if (word < 256) return word;
  const halvings = 24 - Math.clz32(word);
  return (halvings << 7) + (word >>> halvings);
}

/** The largest value in a bucket. */
function findBucketEnd(bucket: number): number {
  if (bucket < 256) return bucket;
  const halvings = (bucket >>> 7) - 1;
  const mantissa = (bucket & 127) + 128;
  const width = halvings < 31 ? 1 << halvings : 0x40000000 * (1 << (halvings - 30));
  return (mantissa + 1) * width - 1;
}
