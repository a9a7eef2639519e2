/** The figures of who led, for expectations. */
import type { LeadershipReport } from '../sim/report.js';
import type { Metric } from './metrics.js';

type Read = (leadership: LeadershipReport) => number;

const counts: readonly (readonly [name: string, meaning: string, read: Read])[] = [
  ['elections', 'Times that a region began to lead, the first one counted.', (it) => it.elections],
  ['failovers', 'Times that a region took over from another one.', (it) => it.failovers],
  ['terms', 'The latest term that had a leader.', (it) => it.lastTerm],
  ['leaders.most', 'Most regions that led at a time, each for itself.', (it) => it.mostLeaders],
  ['suspicions', 'Times that somebody heard nothing from a leader for too long.', (it) => it.suspicions],
  ['suspicions.false', 'Of those, suspects that were alive.', (it) => it.falseSuspicions],
  ['rewound', 'Writes that a region threw away, since the leader’s log had them not.', (it) => it.discarded.rewound],
  ['rewound.copied', 'Writes that went when a region’s log was replaced by a copy.', (it) => it.discarded.copied],
  ['rewound.unflushed', 'Writes that were not on disk when their region crashed.', (it) => it.discarded.unflushed],
  ['divergences', 'Times that a region’s log departed from the leader’s and waited for a person.', (it) => it.divergences],
  ['demotions', 'Times that a leader ceased to wait for a synchronous follower.', (it) => it.demotions],
  ['degraded.writes', 'Writes that were acknowledged with fewer copies than asked for.', (it) => it.acknowledgedDegraded],
  ['stale-leader.writes', 'Writes that a leader acknowledged after another one had begun a later term.', (it) => it.acknowledgedStale],
  ['shots', 'Machines that were switched off.', (it) => it.shots],
];

const durations: readonly (readonly [name: string, meaning: string, read: Read])[] = [
  ['without-leader', 'How long nobody led.', (it) => it.withoutLeaderMs],
  ['without-leader.longest', 'The longest time in which nobody led.', (it) => it.longestWithoutLeaderMs],
  ['several-leaders', 'How long more than one led.', (it) => it.severalLeadersMs],
  ['degraded', 'How long a leader asked for fewer copies than it was told to.', (it) => it.degradedMs],
];

/** One a figure; null where every region leads, or none does. */
export const leadershipMetrics: readonly Metric[] = [
  ...counts.map(([name, meaning, read]) => metricOf(name, 'count', meaning, read)),
  ...durations.map(([name, meaning, read]) => metricOf(name, 'duration', meaning, read)),
];

function metricOf(name: string, unit: Metric['unit'], meaning: string, read: Read): Metric {
  return { name, unit, meaning, read: ({ leadership }) => (leadership === null ? null : read(leadership)) };
}
