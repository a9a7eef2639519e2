/** The figures of quorums, for expectations. */
import type { QuorumCounts } from '../sim/report.js';
import type { Metric } from './metrics.js';

const meanings: Readonly<Record<keyof QuorumCounts, readonly [name: string, meaning: string]>> = {
  timedOutWrites: ['quorums.timed-out-writes', 'Writes that too few copies had in time.'],
  timedOutReads: ['quorums.timed-out-reads', 'Reads that too few copies answered in time.'],
  standIns: ['quorums.stand-ins', 'Writes that another node kept, and counted for, in place of a copy.'],
  readRepairs: ['quorums.read-repairs', 'Stale copies that reads found and repaired.'],
  hintsKept: ['hints.kept', 'Writes kept for copies that did not take them.'],
  hintsPeak: ['hints.peak', 'Most writes kept at one moment.'],
  hintsHandedOver: ['hints.handed-over', 'Kept writes that reached whom they were kept for.'],
  hintsExpired: ['hints.expired', 'Kept writes that were thrown away as too old.'],
};

const figures = [
  'timedOutWrites', 'timedOutReads', 'standIns', 'readRepairs',
  'hintsKept', 'hintsPeak', 'hintsHandedOver', 'hintsExpired',
] as const satisfies readonly (keyof QuorumCounts)[];

/** One a figure; null where requests are not answered by quorums. */
export const quorumMetrics: readonly Metric[] = figures.map((figure) => {
  const [name, meaning] = meanings[figure];
  return { name, unit: 'count', meaning, read: (report) => report.quorums?.[figure] ?? null };
});
