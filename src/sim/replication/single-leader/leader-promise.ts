/** A member's, or an observer's, promise to make nobody else leader for a while: the other side of a lease. */
import type { Fencing } from '../../scenario.js';

/** A promise as its giver's clock knows it. */
export class LeaderPromise {
  private readonly fencing: Fencing;
  private untilUs = -Infinity;

  constructor(fencing: Fencing) {
    this.fencing = fencing;
  }

  /** Promises anew; `askedAtUs` is what the leader's clock read when it asked. */
  renew(clockUs: number, askedAtUs: number): void {
    const { fencing } = this;
    if (fencing.kind !== 'lease') return;
    const fromUs = fencing.measure === 'elapsed' ? clockUs : askedAtUs;
    this.untilUs = Math.max(this.untilUs, fromUs + fencing.lengthUs + fencing.marginUs);
  }

  /** What was promised before a crash is not known: it may have been promised just then. */
  renewBlindly(clockUs: number): void {
    this.renew(clockUs, clockUs);
  }

  isBinding(clockUs: number): boolean {
    return clockUs < this.untilUs;
  }
}
