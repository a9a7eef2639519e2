/**
 * What paired differences say, in sentences: which column is better than the baseline, at what, at what
 * cost.
 */
import { summaryOf } from '../../../scenarios/index.js';
import type {
  Column,
  ComparedFigure,
  Comparison,
  PairedDifference,
  Row,
} from '../../../scenarios/index.js';
import { printable } from '../../printable.js';
import { countOf, formatCount, trimmed } from '../format.js';
import { formatDifference, formatDistance, markOf } from './differences.js';
import { listAll, tellingRows } from './words.js';

/** Two sentences or more for each column but the baseline; none under one seed. */
export function pairedSentences(comparison: Comparison): readonly string[] {
  const { columns, baseline } = comparison;
  if (columns[0].runs.length === 1) return [];
  return columns.flatMap((_, column) =>
    column === baseline ? [] : [sentencesOf(comparison, column).join(' ')],
  );
}

/** How the table is to be read: what is compared, what the words claim, and how surely. */
export function readingNotes(
  comparison: Comparison,
  bestSign: 'has a *' | 'is in bold',
): readonly string[] {
  const { columns, baseline } = comparison;
  const seeds = countOf(columns[0].runs.length, 'seed');
  const base = nameOf(columns[baseline]);
  const hasSameLuck = columns.every(({ unlike }) => unlike.every((part) => part === 'regions'));
  const luck = hasSameLuck ? ': both met the same requests and the same network' : '';
  if (columns.length === 1) return [`Means over ${seeds}; of yes or no, how many are yes.`];
  return [
    `Means over ${seeds}; of yes or no, how many are yes. What is best in its row ${bestSign}, and ` +
      'what cannot be told from it.',
    `A difference is the column minus ${base}, seed by seed${luck}. ± is half the width of the 95 % ` +
      'interval of its mean (Student). Of yes or no it counts the seeds: + only the column says yes, - ' +
      `only ${base} (exact sign test, which is McNemar’s); below the table, Wilson’s 95 % intervals of ` +
      'the shares. pp: percentage points.',
    'better, worse, more, less: there is a difference. Of all such words about one column, chance makes ' +
      'even one with a likelihood of at most 5 % (Holm, over all its rows). With ?: the row alone would ' +
      'say so, but among so many rows it may be chance.',
    `~ no difference seen in ${seeds}. = the same in each; a duration also within 1 %. - not told.`,
  ];
}

/** Below so many differing seeds the sign test cannot reach 5 %. */
const leastForTruths = 6;

/** What few seeds and figures that some runs do not tell leave open. */
export function caveats(comparison: Comparison): readonly string[] {
  const { columns, baseline } = comparison;
  const {
    runs: { length: count },
  } = columns[0];
  const left = columns.flatMap((one, column) => {
    const figures = tellingRows(comparison).flatMap(({ figure: { label }, paired }) => {
      const pair = paired[column][baseline];
      const isPartial = pair !== null && pair.leftOut > 0 && pair.pairs > 0;
      return isPartial ? [`${label} ${formatCount(pair.leftOut)}`] : [];
    });
    const of = `Seeds left out of ${nameOf(one)}, as one of the two runs does not tell`;
    return figures.length === 0 ? [] : [`${of}: ${figures.join(', ')}.`];
  });
  const few =
    `${countOf(count, 'seed')} cannot show that a yes or no differs: ` +
    `that takes ${leastForTruths} at least.`;
  const fixed =
    'Every seed gives the same figures: this leaves nothing to chance, and one seed says as much.';
  if (!hasChance(comparison)) return [fixed, ...left];
  return [...(count < leastForTruths && hasOpenTruths(comparison) ? [few] : []), ...left];
}

function hasChance({ columns }: Comparison): boolean {
  return columns.some(({ runs: [first, ...others] }) =>
    others.some(({ figures }) => [...figures].some(([name, value]) => value !== first.figures.get(name))),
  );
}

function hasOpenTruths({ rows, baseline }: Comparison): boolean {
  const differs = (pair: PairedDifference | null): boolean => pair !== null && pair.more + pair.less > 0;
  return rows.some(({ figure, paired }) => {
    return figure.unit === 'truth' && paired.some((others) => differs(others[baseline]));
  });
}

/** A row in which the two columns meet. */
interface Meeting {
  readonly figure: ComparedFigure;
  readonly pair: PairedDifference;
}

function sentencesOf(comparison: Comparison, column: number): readonly string[] {
  const { columns, baseline } = comparison;
  const [name, base] = [column, baseline].map((at) => nameOf(columns[at]));
  const seeds = countOf(columns[0].runs.length, 'seed');
  const met = meetingsOf(tellingRows(comparison), column, baseline);
  const withWord = (...words: readonly string[]): readonly Meeting[] =>
    met.filter(({ figure, pair }) => words.includes(markOf(figure, pair)));
  const shares = (figure: ComparedFigure): string =>
    [column, baseline].map((at) => shareOf(columns[at], figure)).join(' against ');
  const clause = ({ figure, pair }: Meeting): string =>
    figure.unit === 'truth'
      ? `${truthClause(figure, pair, base)} (${shares(figure)})`
      : clauseOf({ figure, pair });
  const gains = withWord('better').map(clause);
  const costs = withWord('worse').map(clause);
  const unsure = withWord('better?', 'worse?').map(describe);
  const unseen = withWord('~').map(({ figure }) => figure.label);
  const same = withWord('=').map(({ figure }) => figure.label);
  const others = tellingRows(comparison).flatMap(({ figure, paired }) => {
    const pair = paired[column][baseline];
    const isShown = pair?.finding === 'shown' && figure.better === null;
    return isShown ? [describe({ figure, pair })] : [];
  });
  const untold = met.filter(({ pair }) => pair.pairs === 0).map(({ figure }) => figure.label);
  return [
    verdictOf({ name, base, gains, costs }),
    ...(others.length === 0 ? [] : [`Neither better nor worse: ${listAll(others)}.`]),
    ...(unsure.length === 0 ? [] : [`It may be chance: ${listAll(unsure)}.`]),
    ...(unseen.length === 0 ? [] : [`No difference seen in ${seeds}: ${listAll(unseen)}.`]),
    ...(same.length === 0 ? [] : [`The same: ${listAll(same)}.`]),
    ...(untold.length === 0 ? [] : [`Not comparable, as one of them never tells: ${listAll(untold)}.`]),
  ];
}

/** In quotes where it has commas of its own. */
function nameOf({ name }: Column): string {
  return name.includes(',') ? `"${printable(name)}"` : printable(name);
}

function describe({ figure, pair }: Meeting): string {
  return `${figure.label} (${formatDifference(figure, pair)})`;
}

interface Verdict {
  readonly name: string;
  readonly base: string;
  readonly gains: readonly string[];
  readonly costs: readonly string[];
}

function verdictOf({ name, base, gains, costs }: Verdict): string {
  if (gains.length + costs.length === 0) {
    return `${name}: neither better nor worse than ${base}, as far as was seen.`;
  }
  if (gains.length === 0) return `${name} against ${base}: better at nothing; it ${listAll(costs)}.`;
  const cost = costs.length === 0 ? 'no cost of that was seen' : `what it costs: it ${listAll(costs)}`;
  return `${name} against ${base}: it ${listAll(gains)}; ${cost}.`;
}

/** Headline figures, and tails where medians do not tell the two apart. */
function meetingsOf(rows: readonly Row[], column: number, baseline: number): readonly Meeting[] {
  const pairOf = ({ paired }: Row): PairedDifference | null => paired[column][baseline];
  return rows.flatMap((row) => {
    const pair = pairOf(row);
    if (pair === null || row.figure.better === null) return [];
    const { name } = row.figure;
    const median = name.endsWith('.p99')
      ? rows.find(({ figure }) => figure.name === name.replace(/p99$/, 'p50'))
      : undefined;
    const isTail = median !== undefined && pairOf(median)?.finding !== 'shown' && pair.finding === 'shown';
    return row.figure.isHeadline || isTail ? [{ figure: row.figure, pair }] : [];
  });
}

/** What it does, so that `it` can stand before it. */
function clauseOf({ figure, pair }: Meeting): string {
  const { difference, more, less, pairs, ratio } = pair;
  const isMore = (difference?.mean ?? 0) > 0;
  const [, part] = /\.(p50|p99)$/.exec(figure.name) ?? [];
  const hasRatio = ratio !== null && (figure.unit === 'duration' || figure.unit === 'size');
  const notes = [
    ...(part === undefined ? [] : [part]),
    ...(hasRatio ? [`ratio ${formatRatio(ratio)}`] : []),
    `${formatCount(isMore ? more : less)} of ${countOf(pairs, 'seed')}`,
  ];
  return `${words(figure, formatDistance(figure, pair), isMore)} (${notes.join(', ')})`;
}

/** Three digits, or the whole ones. */
function formatRatio(ratio: number): string {
  return ratio >= 100 ? formatCount(Math.round(ratio)) : String(Number(ratio.toPrecision(3)));
}

function truthClause({ name, label }: ComparedFigure, pair: PairedDifference, base: string): string {
  const [is, isNot] = truthWords(name, label);
  const more = `${is} in ${countOf(pair.more, 'seed')} in which ${base} ${isNot}`;
  const less = `${isNot} in ${countOf(pair.less, 'seed')} in which ${base} ${is}`;
  if (pair.less === 0) return more;
  return pair.more === 0 ? less : `${more}, and ${less}`;
}

/** Where the share that is true is likely to be. */
function shareOf(column: Column, figure: ComparedFigure): string {
  const { interval } = summaryOf(column, figure) ?? { interval: null };
  if (interval === null) return '-';
  return `${trimmed(100 * interval.low, 0)} to ${trimmed(100 * interval.high, 0)} %`;
}

function truthWords(name: string, label: string): readonly [string, string] {
  return name === 'converged' ? ['converges', 'does not converge'] : [`is ${label}`, `is not ${label}`];
}

function words({ name, label }: ComparedFigure, amount: string, isMore: boolean): string {
  const [few, much, time] = isMore ? ['more', 'more', 'longer'] : ['fewer', 'less', 'less'];
  const [, asked] = /^(write|read)-latency\./.exec(name) ?? [];
  if (asked !== undefined)
    return `lets ${asked === 'write' ? 'writers' : 'readers'} wait ${amount} ${time}`;
  switch (name) {
    case 'lost-writes':
      return `loses ${amount} ${few} writes`;
    case 'availability':
      return `serves ${amount} ${much} of its writes`;
    case 'violations.sessions':
      return `breaks ${amount} ${few} guarantees to sessions`;
    case 'stale-reads':
      return `answers ${amount} ${few} reads with something stale`;
    case 'lag.p50':
    case 'lag.p99':
      return `lags ${amount} ${much}`;
    case 'network.bytes':
      return `sends ${amount} ${much}`;
    default:
      return `has ${amount} ${much} of this: ${label}`;
  }
}
