/** How much work a run will be, told before it begins. */
import type { Scenario } from '../../sim/scenario.js';
import type { Estimate } from './page-messages.js';

/** More events than this are run in a page only when somebody asks for it. */
export const mostEventsUnasked = 300_000;

/**
 * About how many events a run has: each request is one, each message between leaders another, and
 * whoever repairs, elects or asks around has more; those are not counted. Right within a factor of a
 * few, which is enough to warn of minutes.
 */
export function estimateRun({ workload, durationUs, regions }: Scenario): Estimate {
  const perS = workload.clients.reduce((sum, { ratePerS }) => sum + ratePerS, 0);
  const requests = workload.script.length + (perS * durationUs) / 1e6;
  const replicas = regions.reduce((sum, { followers }) => sum + 1 + followers.count, 0);
  const events = Math.round(requests * (1 + replicas));
  return { events, isLarge: events > mostEventsUnasked };
}
