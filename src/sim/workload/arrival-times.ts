/** The moments at which the clients of an open loop ask: at random, evenly spaced, or in bursts. */
import { log } from '../base/math.js';
import type { RandomStream } from '../base/random.js';
import type { Arrivals } from '../scenario.js';

/** The arrivals that do not wait for answers. */
export type OpenArrivals = Exclude<Arrivals, { readonly kind: 'closed' }>;

/** One group's moments, in order. */
export class ArrivalTimes {
  private readonly arrivals: OpenArrivals;
  private readonly stream: RandomStream;
  private readonly meanGapUs: number;
  private exactUs = 0;

  constructor(arrivals: OpenArrivals, ratePerS: number, stream: RandomStream) {
    this.arrivals = arrivals;
    this.stream = stream;
    this.meanGapUs = 1e6 / ratePerS;
  }

  /** When the next client asks: the exact time is kept, so that rounding does not change the rate. */
  nextUs(): number {
    const { arrivals } = this;
    const gaps = arrivals === 'constant' ? 1 : -log(this.stream.nextUnit());
    this.exactUs += gaps * this.meanGapUs;
    return Math.floor(typeof arrivals === 'object' ? squeeze(this.exactUs, arrivals) : this.exactUs);
  }
}

/** The same place in order within its period, in the burst with which that begins. */
function squeeze(atUs: number, { everyUs, forUs }: { readonly everyUs: number; readonly forUs: number }): number {
  const startUs = Math.floor(atUs / everyUs) * everyUs;
  return startUs + (atUs - startUs) * (forUs / everyUs);
}
