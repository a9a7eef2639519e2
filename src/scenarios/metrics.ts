/** The figures that scenarios have expectations about: one table for checks, schema and docs. */
import { conflictKinds, type ConflictKind } from '../sim/base/write-kind.js';
import { lossCauses } from '../sim/report.js';
import { certificationMetrics } from './certification-metrics.js';
import { homeMetrics } from './home-metrics.js';
import { leadershipMetrics } from './leadership-metrics.js';
import { pullMetrics } from './pull-metrics.js';
import { quorumMetrics } from './quorum-metrics.js';
import { findRegionMetric } from './region-metrics.js';
import { rowMetrics } from './row-metrics.js';
import { sessionMetrics } from './session-metrics.js';
import { siblingMetrics } from './sibling-metrics.js';
import { transactionMetrics } from './transaction-metrics.js';
import { volumeMetrics } from './volume-metrics.js';
import type { AttemptReport, FateCounts, Percentiles, Report, UniqueCounts, Verdict, WriteCounts } from '../sim/report.js';

/** What kind of value a figure is; decides how expectations of it are written. */
export type MetricUnit =
  /** True or false. */
  | 'truth'
  /** A whole number. */
  | 'count'
  /** A duration. */
  | 'duration'
  /** A number of bytes. */
  | 'size'
  /** A share of 1. */
  | 'share'
  /** Any number. */
  | 'ratio';

/** One figure of a report. */
export interface Metric {
  /** Kebab-case words joined by dots. */
  readonly name: string;
  readonly unit: MetricUnit;
  readonly meaning: string;
  /** Durations in milliseconds; null when the run does not tell. */
  readonly read: (report: Report) => number | boolean | null;
  /** The first thing that it counts, in words; null where there is none. Absent where nobody tells. */
  readonly first?: (report: Report) => string | null;
}

const fates = ['visible', 'superseded', 'merged', 'lost', 'pending'] as const;
const writeEnds = [
  'attempted', 'acknowledged', 'indeterminate', 'rejected', 'unavailable',
] as const;

const applyErrorEnds = ['stopped', 'skipped', 'held'] as const;

const applyErrorMeanings: Readonly<Record<(typeof applyErrorEnds)[number], string>> = {
  stopped: 'Updates without a record that stopped the applier of a link.',
  skipped: 'Updates without a record that a leader passed over.',
  held: 'Updates without a record that a leader kept until it came.',
};

const fateMeanings: Readonly<Record<keyof FateCounts, string>> = {
  visible: 'Acknowledged writes whose value every survivor shows.',
  superseded: 'Acknowledged writes that were overwritten by someone who had seen them.',
  merged: 'Acknowledged writes that stand beside others.',
  lost: 'Acknowledged writes that were lost.',
  pending: 'Acknowledged writes that are still on their way somewhere.',
};

const writeMeanings: Readonly<Record<keyof WriteCounts, string>> = {
  attempted: 'Writes that clients sent.',
  acknowledged: 'Writes that clients were told succeeded.',
  indeterminate: 'Writes whose client never learnt what became of them.',
  rejected: 'Writes that were refused.',
  unavailable: 'Writes that found nobody to serve them.',
};

const attemptMeanings: Readonly<Record<keyof AttemptReport, readonly [string, string]>> = {
  sent: ['sent', 'Attempts that left their client.'],
  retried: ['retried', 'Attempts after the first of a request.'],
  timedOut: ['timed-out', 'Attempts whose client stopped waiting.'],
  tooManyRequests: ['too-many-requests', 'Attempts that a rate limit refused (429).'],
  serviceUnavailable: ['service-unavailable', 'Attempts that a full queue refused (503).'],
  shortCircuited: ['short-circuited', 'Attempts that an open breaker held back.'],
  bulkheadFull: ['bulkhead-full', 'Attempts that a full bulkhead held back.'],
};

const attemptFigures = [
  'sent', 'retried', 'timedOut', 'tooManyRequests', 'serviceUnavailable', 'shortCircuited',
  'bulkheadFull',
] as const satisfies readonly (keyof AttemptReport)[];

const uniqueFigures = [
  ['refused', 'refused', 'Writes refused because another row of their leader had the value.'],
  ['collisions', 'collisions', 'Distinct pairs of writes that met with one value in two rows.'],
  ['told', 'told', 'Writes whose clients were told of a collision afterwards.'],
  ['taken-back', 'takenBack', 'Writes that were taken back because of a collision.'],
  ['violations', 'violations', 'Values that some survivor holds in more than one row in the end.'],
] as const satisfies readonly (readonly [string, keyof UniqueCounts, string])[];

/** Every figure by name, in the order in which the documentation lists them. */
export const metrics: readonly Metric[] = [
  {
    name: 'settled', unit: 'truth',
    meaning: 'The system came to rest before its settle limit.',
    read: (report) => report.settled,
  },
  {
    name: 'converged', unit: 'truth',
    meaning: 'Every survivor holds equal values in the end.',
    read: (report) => truthOf(report.convergence.verdict),
  },
  {
    name: 'divergent-keys', unit: 'count',
    meaning: 'Keys on which survivors differ in the end.',
    read: (report) => report.convergence.divergentKeys,
  },
  {
    name: 'time-to-converge', unit: 'duration',
    meaning: 'From the last write or heal until the last replica changed.',
    read: (report) => report.convergence.timeToConvergeMs,
  },
  {
    name: 'lost-writes', unit: 'count',
    meaning: 'Acknowledged writes that some survivor will never reflect.',
    read: (report) => report.lostWrites.total,
  },
  {
    name: 'lost-writes.everywhere', unit: 'count',
    meaning: 'Acknowledged writes that no survivor reflects.',
    read: (report) => report.lostWrites.everywhere,
  },
  ...lossCauses.map((cause): Metric => ({
    name: `lost-writes.${cause}`, unit: 'count',
    meaning: `Acknowledged writes lost by ${cause}.`,
    read: (report) => report.lostWrites.byCause[cause],
  })),
  ...fates.map((fate): Metric => ({
    name: `fates.${fate}`, unit: 'count',
    meaning: fateMeanings[fate],
    read: (report) => report.fates[fate],
  })),
  ...writeEnds.map((end): Metric => ({
    name: `writes.${end}`, unit: 'count',
    meaning: writeMeanings[end],
    read: (report) => report.writes[end],
  })),
  {
    name: 'conflicts', unit: 'count',
    meaning: 'Distinct pairs of concurrent writes that met somewhere.',
    read: (report) => report.conflicts.distinct,
  },
  {
    name: 'conflicts.pairs', unit: 'count',
    meaning: 'Pairs of concurrent writes of one key, met or not.',
    read: (report) => report.conflicts.concurrentPairs,
  },
  {
    name: 'conflicts.meetings', unit: 'count',
    meaning: 'Times a concurrent pair met, at any replica.',
    read: (report) => report.conflicts.meetings,
  },
  {
    name: 'conflicts.detected', unit: 'count',
    meaning: 'Meetings that the strategy noticed.',
    read: (report) => report.conflicts.detected,
  },
  {
    name: 'conflicts.missed', unit: 'count',
    meaning: 'Meetings that the strategy did not notice.',
    read: (report) => report.conflicts.missed,
  },
  {
    name: 'conflicts.false-alarms', unit: 'count',
    meaning: 'Times the strategy saw a conflict where there was none.',
    read: (report) => report.conflicts.falseAlarms,
  },
  ...conflictKinds.map((kind): Metric => ({
    name: `conflicts.${kind}`, unit: 'count',
    meaning: `Distinct pairs that met of which ${kindWords(kind)}.`,
    read: ({ conflicts: { byKind } }) => (byKind === null ? null : (byKind[kind] ?? 0)),
  })),
  ...siblingMetrics,
  {
    name: 'inversions', unit: 'count',
    meaning: 'Writes with a stamp not above that of one answered before they were asked for.',
    read: (report) => report.conflicts.inversions,
  },
  {
    name: 'findings', unit: 'count',
    meaning: 'Kinds of faults found in the scenario’s own resolver; demanded to be 0 unless said.',
    read: (report) => report.findings?.length ?? null,
  },
  ...percentiles('lag', 'replication lag', (report) => report.lag),
  {
    name: 'lag.open', unit: 'count',
    meaning: 'Pairs of write and replica that were never reached, where the replica is to keep a copy.',
    read: (report) => report.lag.open,
  },
  {
    name: 'backlog.peak-writes', unit: 'count',
    meaning: 'Most writes that waited in one outbound queue.',
    read: (report) => report.backlog.peakWrites,
  },
  {
    name: 'backlog.peak-bytes', unit: 'size',
    meaning: 'Most bytes that waited in one outbound queue.',
    read: (report) => report.backlog.peakBytes,
  },
  {
    name: 'backlog.drain', unit: 'duration',
    meaning: 'Longest time from a heal until a queue was back where it was before the cut.',
    read: (report) => report.backlog.drainMs,
  },
  {
    name: 'backlog.dropped', unit: 'count',
    meaning: 'Copies that outbound queues will not send (again) though nobody acknowledged them.',
    read: ({ backlog }) => backlog.byLink.reduce((sum, { dropped }) => sum + dropped, 0),
  },
  {
    name: 'out-of-memory', unit: 'count',
    meaning: 'Times a node died because its outbound queues outgrew its memory.',
    read: (report) => report.backlog.outOfMemory.length,
  },
  {
    name: 'held-back', unit: 'count',
    meaning: 'Writes that waited at a leader for a write that they had to follow.',
    read: (report) => report.ordering.heldBack,
  },
  {
    name: 'held-back.most', unit: 'count',
    meaning: 'Most writes that one leader held back at once, for a write or a record.',
    read: (report) => report.ordering.mostHeldBack,
  },
  {
    name: 'apply-errors', unit: 'count',
    meaning: 'Updates that came to a leader which did not hold their record.',
    read: ({ ordering: { applyErrors } }) =>
      applyErrors.stopped + applyErrors.skipped + applyErrors.held,
  },
  ...applyErrorEnds.map((end): Metric => ({
    name: `apply-errors.${end}`, unit: 'count',
    meaning: applyErrorMeanings[end],
    read: (report) => report.ordering.applyErrors[end],
  })),
  ...rowMetrics,
  ...uniqueFigures.map(([name, figure, meaning]): Metric => ({
    name: `unique.${name}`, unit: 'count', meaning,
    read: (report) => report.unique?.[figure] ?? null,
  })),
  {
    name: 'tombstones.peak', unit: 'count',
    meaning: 'Most tombstones that one replica held at once.',
    read: (report) => report.tombstones?.peak ?? null,
  },
  {
    name: 'tombstones.held', unit: 'count',
    meaning: 'Tombstones held in the end by the replica that holds most.',
    read: (report) => report.tombstones?.held ?? null,
  },
  {
    name: 'tombstones.collected', unit: 'count',
    meaning: 'Times that a replica forgot that a key was deleted.',
    read: (report) => report.tombstones?.collected ?? null,
  },
  {
    name: 'resurrected', unit: 'count',
    meaning: 'Keys that some survivor shows in a version whose delete it had, and forgot.',
    read: (report) => report.tombstones?.resurrectedKeys ?? null,
  },
  {
    name: 'write-latency.mean', unit: 'duration',
    meaning: 'Mean of the client latency of writes.',
    read: (report) => report.clients.write.meanMs,
  },
  ...percentiles('write-latency', 'client latency of writes', (report) => report.clients.write),
  {
    name: 'read-latency.mean', unit: 'duration',
    meaning: 'Mean of the client latency of reads.',
    read: (report) => report.clients.read.meanMs,
  },
  ...percentiles('read-latency', 'client latency of reads', (report) => report.clients.read),
  {
    name: 'availability', unit: 'share',
    meaning: 'Share of writes that were answered with success.',
    read: (report) => report.clients.write.availability,
  },
  {
    name: 'availability.reads', unit: 'share',
    meaning: 'Share of reads that were answered with success.',
    read: (report) => report.clients.read.availability,
  },
  ...attemptFigures.map((figure): Metric => {
    const [word, meaning] = attemptMeanings[figure];
    return {
      name: `attempts.${word}`, unit: 'count', meaning,
      read: (report) => report.clients.attempts?.[figure] ?? null,
    };
  }),
  {
    name: 'redirected-writes', unit: 'count',
    meaning: 'Writes, each attempt counted, that went to another leader because of a clock.',
    read: (report) => report.clients.redirected,
  },
  ...homeMetrics,
  {
    name: 'duplicates', unit: 'count',
    meaning: 'Writes that arrived where they were already known.',
    read: (report) => report.network.duplicates,
  },
  {
    name: 'suppressed-loops', unit: 'count',
    meaning: 'Copies that loop prevention dropped.',
    read: (report) => report.network.suppressedLoops,
  },
  {
    name: 'write-amplification', unit: 'ratio',
    meaning: 'Writes carried over links for each write that was accepted.',
    read: (report) => report.network.writeAmplification,
  },
  {
    name: 'max-hops', unit: 'count',
    meaning: 'Most links a write crossed until a leader first knew it.',
    read: (report) => report.network.maxHops,
  },
  {
    name: 'storm-stopped', unit: 'count',
    meaning: 'Copies that the hop limit stopped.',
    read: (report) => report.network.stormStopped,
  },
  ...sessionMetrics,
  ...quorumMetrics,
  ...leadershipMetrics,
  ...certificationMetrics,
  ...volumeMetrics,
  ...pullMetrics,
  ...transactionMetrics,
  {
    name: 'anti-entropy.sessions', unit: 'count',
    meaning: 'Times that two leaders compared their records.',
    read: (report) => report.network.antiEntropy?.sessions ?? null,
  },
  {
    name: 'anti-entropy.bytes', unit: 'size',
    meaning: 'Bytes that comparing and repairing put on links.',
    read: (report) => report.network.antiEntropy?.bytes ?? null,
  },
  {
    name: 'anti-entropy.records', unit: 'count',
    meaning: 'Records that leaders sent each other to repair differences.',
    read: (report) => report.network.antiEntropy?.records ?? null,
  },
  {
    name: 'anti-entropy.keys-repaired', unit: 'count',
    meaning: 'Keys whose record a session changed, at one end or both.',
    read: (report) => report.network.antiEntropy?.keysRepaired ?? null,
  },
];

const byName: ReadonlyMap<string, Metric> = new Map(metrics.map((one) => [one.name, one]));

/** The figure of this name, of a region's clients too; null when there is none. */
export function findMetric(name: string): Metric | null {
  return byName.get(name) ?? findRegionMetric(name);
}

function percentiles(
  name: string,
  of: string,
  read: (report: Report) => Percentiles,
): readonly Metric[] {
  return [
    {
      name: `${name}.p50`, unit: 'duration', meaning: `Median of the ${of}.`,
      read: (report) => read(report).p50Ms,
    },
    {
      name: `${name}.p95`, unit: 'duration', meaning: `95th percentile of the ${of}.`,
      read: (report) => read(report).p95Ms,
    },
    {
      name: `${name}.p99`, unit: 'duration', meaning: `99th percentile of the ${of}.`,
      read: (report) => read(report).p99Ms,
    },
    {
      name: `${name}.max`, unit: 'duration', meaning: `Largest ${of}.`,
      read: (report) => read(report).maxMs,
    },
  ];
}

/** `one is an update, the other a delete`. */
function kindWords(kind: ConflictKind): string {
  const [first = '', second = ''] = kind.split('-');
  const name = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);
  return first === second ? `each is ${name(first)}` : `one is ${name(first)}, the other ${name(second)}`;
}

function truthOf(verdict: Verdict): boolean | null {
  return verdict === 'unknown' ? null : verdict === 'holds';
}
