/**
 * Two columns seed by seed.
 *
 * Under one seed both meet the same requests and the same network, so what luck a seed brings falls out
 * of the difference; what is left is compared with 0.
 */
import { confidence, meanInterval } from '../statistics/interval.js';
import type { MeanInterval } from '../statistics/interval.js';
import { adjustByHolm, signTails, studentTails } from '../statistics/significance.js';
import type { ComparedFigure, FigureValue } from './figures.js';

/** One figure of one column against another column's, over the seeds in which both tell it. */
export interface PairedDifference {
  /** Seeds in which both tell. */
  readonly pairs: number;
  /** Seeds in which one of them does not. */
  readonly leftOut: number;
  /**
   * Seeds in which this one has more, and less; of truths, in which it alone is true, and it alone is
   * false.
   */
  readonly more: number;
  readonly less: number;
  /**
   * This one minus the other; of truths of their shares, and without an interval. Null where no seed has
   * both.
   */
  readonly difference: MeanInterval | null;
  /** The mean of this one by that of the other; null for truths, and where either is 0. */
  readonly ratio: number | null;
  /** How likely chance alone makes such a difference; null where there are too few pairs to tell. */
  readonly chance: number | null;
  /** The same, had every figure of these two columns been looked at for the largest one. */
  readonly chanceAmongAll: number | null;
  readonly finding: Finding;
}

/** What a difference says. */
export type Finding =
  /** Equal under every seed, or nearer than percentiles are known. */
  | 'same'
  /** The interval has 0 in it: no difference was seen. */
  | 'unseen'
  /** It has not; but among so many figures one may be so far off by chance. */
  | 'perhaps'
  /** There is a difference. */
  | 'shown';

/** A figure under all seeds, in their order. */
export interface Measured {
  readonly figure: ComparedFigure;
  readonly values: readonly FigureValue[];
}

/**
 * Every figure of one column against the other column's; the two list the same figures under the same
 * seeds.
 */
export function pairColumns(
  one: readonly Measured[],
  other: readonly Measured[],
): readonly PairedDifference[] {
  const raw = one.map((measured, i) => pairFigure(measured, other[i].values));
  // What is equal under every seed could not have been called different, so that it is not among the tries.
  const tried = raw.flatMap(({ chance, more, less }, i) =>
    chance === null || more + less === 0 ? [] : [i],
  );
  const adjusted = adjustByHolm(tried.map((i) => raw[i].chance ?? 1));
  return raw.map((pair, i) => {
    const at = tried.indexOf(i);
    return at < 0 ? { ...pair, chanceAmongAll: pair.chance } : judgeAmongAll(pair, adjusted[at]);
  });
}

/** The same, seen from the other column. */
export function turnAround(pair: PairedDifference): PairedDifference {
  const { more, less, difference, ratio } = pair;
  return {
    ...pair,
    more: less,
    less: more,
    difference: difference === null ? null : negate(difference),
    ratio: ratio === null ? null : 1 / ratio,
  };
}

/** Percentiles are known to one percent: durations that lie closer together are the same. */
export function isSame({ unit }: ComparedFigure, a: number, b: number): boolean {
  return unit === 'duration' ? Math.abs(a - b) <= durationError * Math.max(a, b) : a === b;
}

const durationError = 0.01;

function pairFigure({ figure, values }: Measured, others: readonly FigureValue[]): PairedDifference {
  const known = values.flatMap((value, i) => {
    const other = others[i];
    return value === null || other === null ? [] : [{ here: Number(value), there: Number(other) }];
  });
  const differences = known.map(({ here, there }) => here - there);
  const more = differences.filter((difference) => difference > 0).length;
  const less = differences.filter((difference) => difference < 0).length;
  const counts = { pairs: known.length, leftOut: values.length - known.length, more, less };
  if (known.length === 0) {
    return {
      ...counts,
      difference: null,
      ratio: null,
      chance: null,
      chanceAmongAll: null,
      finding: 'unseen',
    };
  }
  const isTruth = figure.unit === 'truth';
  const measured = meanInterval(differences);
  const difference = isTruth ? { ...measured, interval: null } : measured;
  const [here, there] = [meanOf(known.map((pair) => pair.here)), meanOf(known.map((pair) => pair.there))];
  const chance = isTruth ? signTails(more, less) : studentChance(measured);
  const hasDifference = more + less > 0 && !isSame(figure, here, there);
  return {
    ...counts,
    difference,
    ratio: isTruth || here === 0 || there === 0 ? null : here / there,
    chance: known.length < 2 ? null : chance,
    chanceAmongAll: null,
    finding: hasDifference ? (isFar(difference, chance) ? 'perhaps' : 'unseen') : 'same',
  };
}

/** Truths have no interval: there the test alone decides. */
function isFar({ interval }: MeanInterval, chance: number | null): boolean {
  if (chance === null || chance >= 1 - confidence) return false;
  return interval === null || interval.low > 0 || interval.high < 0;
}

function studentChance({ count, mean, deviation }: MeanInterval): number | null {
  if (count < 2) return null;
  if (mean === 0) return 1;
  return studentTails(mean / (deviation / Math.sqrt(count)), count - 1);
}

function judgeAmongAll(pair: PairedDifference, chanceAmongAll: number): PairedDifference {
  const isShown = pair.finding === 'perhaps' && chanceAmongAll < 1 - confidence;
  return { ...pair, chanceAmongAll, finding: isShown ? 'shown' : pair.finding };
}

function negate({ count, mean, deviation, interval }: MeanInterval): MeanInterval {
  const turned = interval === null ? null : { low: flip(interval.high), high: flip(interval.low) };
  return { count, mean: flip(mean), deviation, interval: turned };
}

/** 0 has no sign. */
function flip(value: number): number {
  return value === 0 ? 0 : -value;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
