/** Latencies whose mean is wanted beside their percentiles. */
import { Histogram } from './histogram.js';

/** A histogram that also knows the sum of its values, exactly up to 2^53. */
export class Latencies extends Histogram {
  private sum = 0;

  /** The exact mean; null when nothing was recorded. */
  get mean(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }

  override record(value: number): void {
    super.record(value);
    this.sum += value;
  }

  override merge(other: Latencies): void {
    super.merge(other);
    this.sum += other.sum;
  }
}
