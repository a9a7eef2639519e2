/** Differences between columns as people read them. */
import type {
  ComparedFigure,
  MeanInterval,
  MetricUnit,
  PairedDifference,
} from '../../../scenarios/index.js';
import { assertNever } from '../../../sim/base/assert.js';
import { formatCount } from '../format.js';

/** `-212 ± 14`, `+1.8 ± 0.2 MiB`; of truths `+21 -3` seeds; `-` where no seed has both. */
export function formatDifference({ unit }: ComparedFigure, pair: PairedDifference): string {
  const { difference, more, less } = pair;
  if (difference === null) return '-';
  if (more + less === 0) return '0';
  if (unit === 'truth') return `+${formatCount(more)} -${formatCount(less)}`;
  return formatWithError(unit, difference.mean, halfOf(difference), true);
}

/** The same without a sign, for a sentence that says which way it goes. */
export function formatDistance({ unit }: ComparedFigure, { difference }: PairedDifference): string {
  if (difference === null) return '-';
  return formatWithError(unit, Math.abs(difference.mean), halfOf(difference), false);
}

/** What a difference says in one word or sign; nothing where there is none. */
export function markOf({ better }: ComparedFigure, pair: PairedDifference): string {
  const { difference, more, less, finding, pairs } = pair;
  if (difference === null || pairs < 2) return '';
  switch (finding) {
    case 'same':
      return '=';
    case 'unseen':
      return '~';
    case 'perhaps':
    case 'shown': {
      const isMore = difference.mean === 0 ? more > less : difference.mean > 0;
      const [yes, no] = wordsOf(better);
      return `${isMore ? yes : no}${finding === 'shown' ? '' : '?'}`;
    }
    default:
      return assertNever(finding);
  }
}

/** What more is called, and less. */
function wordsOf(better: ComparedFigure['better']): readonly [string, string] {
  if (better === null) return ['more', 'less'];
  return better === 'more' ? ['better', 'worse'] : ['worse', 'better'];
}

/**
 * The name of a unit, how many of the figure’s own it has, and from how many on it is used; default: as
 * many.
 */
type Scale = readonly [name: string, each: number, from?: number];

const scales: Readonly<Record<Exclude<MetricUnit, 'truth'>, readonly Scale[]>> = {
  duration: [
    [' us', 0.001],
    [' ms', 1],
    [' s', 1000],
    [' min', 60_000, 120_000],
    [' h', 3_600_000, 7_200_000],
  ],
  size: [
    [' B', 1],
    [' KiB', 1024],
    [' MiB', 1024 ** 2],
    [' GiB', 1024 ** 3],
    [' TiB', 1024 ** 4],
  ],
  share: [[' pp', 0.01]],
  count: [['', 1]],
  ratio: [['', 1]],
};

function formatWithError(unit: MetricUnit, mean: number, half: number | null, hasSign: boolean): string {
  if (unit === 'truth') return String(mean);
  const size = Math.max(Math.abs(mean), half ?? 0);
  const fitting = scales[unit].filter(([, each, from = each]) => size >= from);
  const [name, each] = fitting.length === 0 ? scales[unit][0] : fitting[fitting.length - 1];
  const [scaledMean, scaledHalf] = [Math.abs(mean) / each, (half ?? 0) / each];
  // What rounding leaves of the differences of equal pairs is no spread.
  const hasSpread = scaledHalf > scaledMean * 1e-9;
  const decimals = decimalsOf(hasSpread ? scaledHalf : scaledMean / 100);
  const digitsOf = (value: number): string => {
    const digits = value.toFixed(decimals);
    return withThousands(hasSpread ? digits : String(Number(digits)));
  };
  const shown = digitsOf(scaledMean);
  const sign = !hasSign || /^[0.]*$/.test(shown) ? '' : mean < 0 ? '-' : '+';
  return `${sign}${shown}${half === null ? '' : ` ± ${hasSpread ? digitsOf(scaledHalf) : '0'}`}${name}`;
}

const mostDecimals = 3;

/** So many that an error keeps one digit, or two where the first of them is a 1. */
function decimalsOf(error: number): number {
  let decimals = 0;
  while (decimals < mostDecimals && error * 10 ** decimals < 1.95) decimals++;
  return decimals;
}

function halfOf({ interval }: MeanInterval): number | null {
  return interval === null ? null : (interval.high - interval.low) / 2;
}

function withThousands(digits: string): string {
  const [whole, ...rest] = digits.split('.');
  return [formatCount(Number(whole)), ...rest].join('.');
}
