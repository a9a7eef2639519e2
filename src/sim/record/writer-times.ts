/** Writer times: for how long a volume had no writer, and how long it took to make records durable. */
import { Histogram } from './histogram.js';

/** Counts what it is told of. */
export class WriterTimes {
  /** From a record's sending until it was known to be durable. */
  readonly commit = new Histogram();
  /** Instances that were made the writer in place of another one. */
  takeovers = 0;
  private hasWriter = true;
  private sinceUs = 0;
  private withoutUs = 0;
  private longestUs = 0;

  /** Whether there is one that takes writes, from now on. */
  note(hasWriter: boolean, atUs: number): void {
    if (hasWriter === this.hasWriter) return;
    if (hasWriter) {
      this.withoutUs += atUs - this.sinceUs;
      this.longestUs = Math.max(this.longestUs, atUs - this.sinceUs);
    }
    this.hasWriter = hasWriter;
    this.sinceUs = atUs;
  }

  /** All spans up to a time, and the longest one. */
  withoutWriter(untilUs: number): { readonly totalUs: number; readonly longestUs: number } {
    const openUs = this.hasWriter ? 0 : Math.max(0, untilUs - this.sinceUs);
    return { totalUs: this.withoutUs + openUs, longestUs: Math.max(this.longestUs, openUs) };
  }
}
