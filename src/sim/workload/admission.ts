/** Admission: which requests a node takes in at all. What it turns away costs no worker time. */
import type { NodeCapacity } from '../scenario.js';

/** A token bucket and a bounded waiting room. Both are memory: a restart begins with neither used. */
export class Admission {
  private readonly ratePerUs: number;
  private readonly mostTokens: number;
  /** When each of the last requests leaves the waiting room, in a ring; they leave in order. */
  private readonly startsUs: Float64Array;
  private tokens = 0;
  private countedUs = 0;
  private oldest = 0;
  private waiting = 0;
  private incarnation = -1;

  private constructor(limits: { readonly ratePerS: number; readonly queue: number }) {
    this.ratePerUs = limits.ratePerS / 1e6;
    // A second's worth; below one a second, one, or nothing would ever pass.
    this.mostTokens = Math.max(1, limits.ratePerS);
    this.startsUs = new Float64Array(limits.queue === Infinity ? 0 : limits.queue);
  }

  /** Null for a node that takes in everything. */
  static of({ rateLimitPerS, queue }: NodeCapacity): Admission | null {
    if (rateLimitPerS === undefined && queue === undefined) return null;
    return new Admission({ ratePerS: rateLimitPerS ?? Infinity, queue: queue ?? Infinity });
  }

  /** Takes a token for one request; false when there is none. */
  takeToken(nowUs: number, incarnation: number): boolean {
    if (incarnation !== this.incarnation) this.begin(nowUs, incarnation);
    if (this.ratePerUs === Infinity) return true;
    const refilled = this.tokens + (nowUs - this.countedUs) * this.ratePerUs;
    this.tokens = Math.min(this.mostTokens, refilled);
    this.countedUs = nowUs;
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }

  /** Whether one more request may wait for a worker. */
  hasRoom(nowUs: number): boolean {
    const { startsUs } = this;
    if (startsUs.length === 0) return true;
    while (this.waiting > 0 && startsUs[this.oldest] <= nowUs) {
      this.oldest = (this.oldest + 1) % startsUs.length;
      this.waiting--;
    }
    return this.waiting < startsUs.length;
  }

  /** A request was taken in; a worker turns to it at `startUs`. */
  noteStart(nowUs: number, startUs: number): void {
    const { startsUs } = this;
    if (startsUs.length === 0 || startUs <= nowUs) return;
    startsUs[(this.oldest + this.waiting) % startsUs.length] = startUs;
    this.waiting++;
  }

  private begin(nowUs: number, incarnation: number): void {
    this.incarnation = incarnation;
    this.tokens = this.mostTokens;
    this.countedUs = nowUs;
    this.oldest = 0;
    this.waiting = 0;
  }
}
