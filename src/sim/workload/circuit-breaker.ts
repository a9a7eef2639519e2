/**
 * A circuit breaker: after too many failures a client leaves its server alone for a while.
 *
 * @see Michael Nygard, "Release It!", the pattern of this name
 */
import type { BreakerSpec } from '../scenario.js';

/** Closed lets all through, open nothing, half-open a single probe whose outcome decides. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** Counts how attempts ended, and says whether another may leave. */
export class CircuitBreaker {
  state: BreakerState = 'closed';
  private readonly spec: BreakerSpec;
  /** The last attempts in a ring: 1 where one failed. */
  private readonly outcomes: Uint8Array;
  private counted = 0;
  private failures = 0;
  private openUntilUs = 0;

  constructor(spec: BreakerSpec) {
    this.spec = spec;
    this.outcomes = new Uint8Array(spec.window);
  }

  /** Whether an attempt may leave now. */
  isPassable(nowUs: number): boolean {
    if (this.state === 'open') return nowUs >= this.openUntilUs;
    return this.state === 'closed';
  }

  /** An attempt leaves; true when it is the probe. */
  depart(): boolean {
    if (this.state === 'closed') return false;
    this.state = 'half-open';
    return true;
  }

  /** An attempt ended. While the breaker is not closed only the probe counts. */
  note(isFailure: boolean, isProbe: boolean, nowUs: number): void {
    if (isProbe) {
      if (isFailure) this.open(nowUs);
      else this.close();
      return;
    }
    if (this.state !== 'closed') return;
    const { window, failures } = this.spec;
    const place = this.counted++ % window;
    this.failures += Number(isFailure) - this.outcomes[place];
    this.outcomes[place] = Number(isFailure);
    if (this.counted >= window && this.failures >= failures * window) this.open(nowUs);
  }

  private open(nowUs: number): void {
    this.state = 'open';
    this.openUntilUs = nowUs + this.spec.openForUs;
  }

  private close(): void {
    this.state = 'closed';
    this.outcomes.fill(0);
    this.counted = 0;
    this.failures = 0;
  }
}
