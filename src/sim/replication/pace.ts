/** The pace at which an outbox may send while its peer catches up. */

/** A message holds at most what the rate allows in this time, so that it occupies its receiver briefly. */
const messageUs = 10_000;

/** Lets so many writes a second pass, from a moment on; late ones do not make up for the time lost. */
export class Pace {
  /** Most writes in a message. */
  readonly mostWrites: number;
  /** When the next message may leave. */
  nextUs: number;
  private readonly usPerWrite: number;
  /** The same, exactly. */
  private exactUs: number;

  constructor(ratePerS: number, nowUs: number) {
    this.usPerWrite = 1e6 / ratePerS;
    this.mostWrites = Math.max(1, Math.floor(messageUs / this.usPerWrite));
    this.nextUs = nowUs;
    this.exactUs = nowUs;
  }

  /** A message left. */
  noteSent(writes: number, nowUs: number): void {
    // The part of a microsecond by which it had to wait is not lost, so that the rate is exact.
    const fromUs = nowUs - this.exactUs < 1 ? this.exactUs : nowUs;
    this.exactUs = fromUs + writes * this.usPerWrite;
    this.nextUs = Math.ceil(this.exactUs);
  }
}
