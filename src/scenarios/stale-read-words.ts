/** A stale read in words. */
import type { StaleReadReport } from '../sim/report.js';

/** `bob asked far-1 for x at 3.5 s and got A, although B was acknowledged before`; `at` is when it asked. */
export function staleReadWords({ client, key, replica, returned, missed }: StaleReadReport, at: string): string {
  const got = returned.length === 0 ? 'nothing' : returned.join(' and ');
  const was = missed === null ? 'its delete' : missed;
  return `${client} asked ${replica} for ${key} at ${at} and got ${got}, although ${was} was acknowledged before`;
}
