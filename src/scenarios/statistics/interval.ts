/** Confidence intervals of what many runs measured. */
import { normalQuantile } from '../../sim/base/math.js';
import { studentQuantile } from './student-t.js';

/** How sure an interval is meant to be. */
export const confidence = 0.95;

/** A mean and where the true one is likely to be. */
export interface MeanInterval {
  readonly count: number;
  readonly mean: number;
  /** Of the sample; 0 for a single value. */
  readonly deviation: number;
  /** Ends of the interval; null where one value alone says nothing about them. */
  readonly interval: Interval | null;
}

/** From `low` to `high`, both inclusive. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of at least one value with Student's interval, which is exact for normally distributed values and, by the
 * central limit theorem, approaches its confidence for others as their number grows.
 */
export function meanInterval(values: readonly number[]): MeanInterval {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  if (count < 2) return { count, mean, deviation: 0, interval: null };
  const deviation = Math.sqrt(squares / (count - 1));
  const half = (studentQuantile((1 + confidence) / 2, count - 1) * deviation) / Math.sqrt(count);
  return { count, mean, deviation, interval: { low: mean - half, high: mean + half } };
}

/**
 * A share of runs, from 0 to 1, with Wilson's interval, which keeps its sense at 0 and 1.
 *
 * @see E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927)
 */
export function shareInterval(hits: number, count: number): MeanInterval {
  const share = hits / count;
  const z = normalQuantile((1 + confidence) / 2);
  const weight = 1 + (z * z) / count;
  const centre = (share + (z * z) / (2 * count)) / weight;
  const half = (z / weight) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const interval = { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
  return { count, mean: share, deviation: Math.sqrt(share * (1 - share)), interval };
}
