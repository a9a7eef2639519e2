/** What a scenario came to at each value of one or two parameters, over many seeds. */
import type { ComparedFigure, FigureValue } from '../comparison/figures.js';
import { meanInterval, shareInterval } from '../statistics/interval.js';
import type { Interval } from '../statistics/interval.js';
import type { SweepAxis } from './axis.js';

/** Points are every combination of the axes' values, the last axis changing fastest; one point without any axis. */
export interface Sweep {
  readonly scenario: string;
  readonly title: string;
  /** None, one or two. */
  readonly axes: readonly SweepAxis[];
  readonly metrics: readonly ComparedFigure[];
  /** The same ones at every point. */
  readonly seeds: readonly string[];
  readonly points: readonly SweepPoint[];
}

/** One combination of values. */
export interface SweepPoint {
  /** Which value of each axis, by place. */
  readonly places: readonly number[];
  /** The values as they are shown, one an axis. */
  readonly values: readonly string[];
  /** One a metric. */
  readonly summaries: readonly Summary[];
  /** One a seed; none where an unfinished sweep has not come to the point yet. */
  readonly runs: readonly SweepRun[];
}

/** How many runs there are at all points. */
export function countSweptRuns(points: readonly SweepPoint[]): number {
  return points.reduce((sum, { runs }) => sum + runs.length, 0);
}

/** One run of a point. */
export interface SweepRun {
  readonly seed: string;
  readonly fingerprint: string;
  /** One a metric. */
  readonly values: readonly FigureValue[];
}

/**
 * A metric over the runs of a point. Truths are shares of the runs that tell, from 0 to 1; durations are in
 * milliseconds.
 */
export interface Summary {
  /** Runs that tell. */
  readonly count: number;
  /** Runs that do not; they are in no other figure. */
  readonly unknown: number;
  /** Null where no run tells. */
  readonly mean: number | null;
  /** Where the true mean is likely to be, with 95 % confidence; null where a single run says nothing of that. */
  readonly interval: Interval | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Sums up what runs showed of a metric, in the order of their seeds. */
export function summarize(unit: ComparedFigure['unit'], values: readonly FigureValue[]): Summary {
  const known = values.flatMap((value) => (value === null ? [] : [Number(value)]));
  const unknown = values.length - known.length;
  if (known.length === 0) return { count: 0, unknown, mean: null, interval: null, min: null, max: null };
  const hits = known.filter((value) => value === 1).length;
  const { count, mean, interval } = unit === 'truth' ? shareInterval(hits, known.length) : meanInterval(known);
  const [min, max] = known.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  return { count, unknown, mean, interval, min, max };
}
