/** From sessions and their routing to what a report says of them. */
import type { Percentiles, Report } from '../report.js';
import type { World } from './world.js';

/** Nothing where every request goes to its leader, whoever asks. */
export function describeSessions(
  { serving, clients, scenario }: World,
  percentiles: (waits: NonNullable<World['serving']['routing']>['waits']) => Percentiles,
): Pick<Report['clients'], 'sessions'> {
  const { routing, turns } = serving;
  if (routing === null) return {};
  const { roamed, toLeaders, toFollowers, elsewhere, sentOn, refused } = routing.counts;
  const routed = [...scenario.workload.clients, ...scenario.workload.script].map(({ reads }) => reads?.kind);
  const hasTokens = routed.includes('token');
  const waits = { count: routing.waits.count, ...percentiles(routing.waits) };
  return {
    sessions: {
      count: clients.sessions.length,
      roamed,
      heldBack: turns?.waited ?? 0,
      reads: { leader: toLeaders, follower: toFollowers, elsewhere },
      tokens: hasTokens ? { waits, sentOn, refused } : null,
    },
  };
}
