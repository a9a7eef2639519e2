/** How long a client waits before it tries again. */
import { assertNever } from '../base/assert.js';
import type { Backoff } from '../scenario.js';

/**
 * The wait before a retry, in whole microseconds.
 *
 * @param retry 1 for the first one
 * @param unit a draw from (0, 1), for the jitter
 * @see Marc Brooker, "Exponential Backoff and Jitter" (AWS Architecture Blog, 2015)
 */
export function waitBeforeRetry(backoff: Backoff, retry: number, unit: number): number {
  let waitUs = backoff.baseUs;
  for (let n = 1; n < retry && waitUs < backoff.mostUs; n++) waitUs *= backoff.times;
  waitUs = Math.min(waitUs, backoff.mostUs);
  switch (backoff.jitter) {
    case 'none':
      return Math.round(waitUs);
    case 'full':
      return Math.round(unit * waitUs);
    default:
      return assertNever(backoff.jitter);
  }
}
