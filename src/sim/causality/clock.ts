/** A node's physical clock: what it reads at a true time. `reading = t + e + drift·10⁻⁶·(t − s)`. */
import type { ClockSpec } from '../scenario.js';

/** A clock that departs from true time by an error, a drift and steps. */
export class PhysicalClock {
  private errorUs: number;
  private readonly driftPpm: number;
  private sinceUs = 0;

  constructor(spec: ClockSpec) {
    this.errorUs = spec.skewUs;
    this.driftPpm = spec.driftPpm;
  }

  /** The reading at a true time, in whole microseconds; may be negative. */
  read(trueUs: number): number {
    return Math.floor(trueUs + this.errorUs + (this.driftPpm * (trueUs - this.sinceUs)) / 1e6);
  }

  /** Reading minus true time. */
  skewUs(trueUs: number): number {
    return this.read(trueUs) - trueUs;
  }

  /** The first true time, from one on, with at least this reading, if nothing sets the clock before. */
  whenReads(readingUs: number, fromUs: number): number {
    const rate = 1 + this.driftPpm / 1e6;
    const exactUs = this.sinceUs + (readingUs - this.errorUs - this.sinceUs) / rate;
    let atUs = Math.max(fromUs, Math.ceil(exactUs));
    // The division may be off by its rounding.
    while (this.read(atUs) < readingUs) atUs++;
    while (atUs > fromUs && this.read(atUs - 1) >= readingUs) atUs--;
    return atUs;
  }

  /** Jumps by some microseconds; what drifted so far stays in the error. */
  step(trueUs: number, byUs: number): void {
    this.synchronize(trueUs, this.skewUs(trueUs) + byUs);
  }

  /** Sets the error, and begins to drift anew. */
  synchronize(trueUs: number, errorUs: number): void {
    this.errorUs = errorUs;
    this.sinceUs = trueUs;
  }
}
