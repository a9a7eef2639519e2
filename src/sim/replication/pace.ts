/** The pace at which an outbox may send while its peer catches up. */

/** A message holds at most what the rate allows in this time, and occupies its receiver briefly. */
const messageUs = 10_000;

/** Lets so many writes a second pass, from a moment on; late ones do not make up for the time lost. */
export class Pace {
  /** Most writes in a message. */
  readonly mostWrites: number;
  /** When the next message may leave. */
  nextUs: number;
  private readonly ratePerS: number;
  /** Since when the rate has been used in full, and how many writes have left since. */
  private sinceUs: number;
  private writes = 0;

  constructor(ratePerS: number, nowUs: number) {
    this.mostWrites = Math.max(1, Math.floor((ratePerS * messageUs) / 1e6));
    this.nextUs = nowUs;
    this.ratePerS = ratePerS;
    this.sinceUs = nowUs;
  }

  /** A message left. */
  noteSent(writes: number, nowUs: number): void {
    if (nowUs > this.nextUs) {
      this.sinceUs = nowUs;
      this.writes = 0;
    }
    this.writes += writes;
    // Counted from the beginning each time, so that rounding does not change the rate.
    this.nextUs = this.sinceUs + Math.ceil((this.writes * 1e6) / this.ratePerS);
  }
}
