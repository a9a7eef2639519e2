/** The figures that comparisons are about, and which way each is better. */
import { lossCauses } from '../../sim/report.js';
import type { Report } from '../../sim/report.js';
import { findMetric } from '../metrics.js';
import type { MetricUnit } from '../metrics.js';

/** What a run shows of a figure; null where it does not tell. */
export type FigureValue = number | boolean | null;

/** One row of a comparison. */
export interface ComparedFigure {
  /** As in expectations, where expectations have it. */
  readonly name: string;
  /** What tables call it. */
  readonly label: string;
  readonly unit: MetricUnit;
  /** `more` of a truth is true; null: neither is better. */
  readonly better: 'less' | 'more' | null;
  /** Shown only where some run is not as it should be. */
  readonly isQuiet: boolean;
  /** Sums other rows up, or stands for them when strategies are told apart in words. */
  readonly isHeadline: boolean;
  /** Durations in milliseconds. */
  readonly read: (report: Report) => FigureValue;
}

type Traits = Partial<Pick<ComparedFigure, 'isQuiet' | 'isHeadline'>>;

const headline: Traits = { isHeadline: true };
const quiet: Traits = { isQuiet: true };

/** Every row, in the order of the table. */
export const comparedFigures: readonly ComparedFigure[] = [
  metric('write-latency.mean', 'write latency mean', 'less'),
  metric('write-latency.p50', 'write latency p50', 'less', headline),
  metric('write-latency.p99', 'write latency p99', 'less'),
  metric('read-latency.mean', 'read latency mean', 'less'),
  metric('read-latency.p50', 'read latency p50', 'less', headline),
  metric('read-latency.p99', 'read latency p99', 'less'),
  metric('availability', 'availability', 'more', headline),
  metric('availability.reads', 'reads available', 'more'),
  metric('writes.acknowledged', 'writes acknowledged', null),
  metric('writes.indeterminate', 'without an answer', 'less', quiet),
  metric('lost-writes', 'lost writes', 'less', headline),
  metric('lost-writes.everywhere', 'lost everywhere', 'less', quiet),
  ...lossCauses.map((cause) => metric(`lost-writes.${cause}`, `lost by ${cause}`, 'less', quiet)),
  metric('fates.merged', 'kept beside others', null, quiet),
  metric('fates.pending', 'still on their way', 'less', quiet),
  metric('conflicts', 'conflicts', null),
  metric('conflicts.missed', 'conflicts missed', 'less', quiet),
  metric('linearizable', 'linearizable', 'more', headline),
  {
    name: 'violations.sessions',
    label: 'session violations',
    unit: 'count',
    better: 'less',
    isQuiet: false,
    isHeadline: true,
    read: ({ clients: { violations } }) => {
      const { readYourWrites, monotonicReads, monotonicWrites, writesFollowReads } = violations;
      return sumOf([readYourWrites, monotonicReads, monotonicWrites, writesFollowReads]);
    },
  },
  metric('violations.read-your-writes', 'read your writes', 'less', quiet),
  metric('violations.monotonic-reads', 'monotonic reads', 'less', quiet),
  metric('violations.monotonic-writes', 'monotonic writes', 'less', quiet),
  metric('violations.writes-follow-reads', 'writes follow reads', 'less', quiet),
  metric('violations.causal', 'causal violations', 'less', quiet),
  metric('stale-reads', 'stale reads', 'less', headline),
  metric('resurrected-deletes', 'resurrected deletes', 'less', quiet),
  metric('settled', 'settled', 'more', quiet),
  metric('converged', 'converged', 'more', headline),
  metric('divergent-keys', 'divergent keys', 'less', quiet),
  metric('time-to-converge', 'time to converge', 'less'),
  metric('lag.p50', 'lag p50', 'less', headline),
  metric('lag.p99', 'lag p99', 'less'),
  metric('lag.open', 'never reached', 'less', quiet),
  metric('backlog.peak-writes', 'backlog, peak', 'less'),
  {
    name: 'network.bytes',
    label: 'bytes on links',
    unit: 'size',
    better: 'less',
    isQuiet: false,
    isHeadline: true,
    read: ({ network }) => network.bytes,
  },
  {
    name: 'network.messages',
    label: 'messages',
    unit: 'count',
    better: 'less',
    isQuiet: false,
    isHeadline: false,
    read: ({ network }) => network.messages,
  },
];

/** A figure by its name: of comparisons, or any metric of expectations; null where there is none. */
export function findFigure(name: string): ComparedFigure | null {
  const compared = comparedFigures.find((figure) => figure.name === name);
  if (compared !== undefined) return compared;
  const found = findMetric(name);
  return found === null
    ? null
    : {
        name,
        label: name,
        unit: found.unit,
        better: null,
        isQuiet: false,
        isHeadline: false,
        read: found.read,
      };
}

/** Whether a row of these values has nothing to say. */
export function isSilent(figure: ComparedFigure, values: readonly FigureValue[]): boolean {
  const fine = figure.unit === 'truth' ? true : 0;
  return values.every((value) => value === null || (figure.isQuiet && value === fine));
}

function metric(
  name: string,
  label: string,
  better: ComparedFigure['better'],
  traits: Traits = {},
): ComparedFigure {
  const found = findMetric(name);
  if (found === null) throw new Error(`there is no metric ${name}`);
  const { unit, read } = found;
  return { name, label, unit, better, isQuiet: false, isHeadline: false, ...traits, read };
}

/** Null where any part is unknown: a sum of the others would look better than it is. */
function sumOf(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
