/** What every form of a comparison says: figures as people read them, and sentences made of them. */
import { isSilent, standingsOf, summaryOf } from '../../../scenarios/index.js';
import type { ComparedFigure, Comparison, FigureValue, Mark, Row } from '../../../scenarios/index.js';
import { assertNever } from '../../../sim/base/assert.js';
import { hashString64 } from '../../../sim/base/hash.js';
import { printable } from '../../printable.js';
import { countOf, formatBytes, formatCount, formatMs, formatShare, trimmed } from '../format.js';

/** A comparison, and how to run each of its columns alone. */
export interface ShownComparison {
  readonly comparison: Comparison;
  readonly title: string;
  /** One command a column. */
  readonly repeats: readonly string[];
}

/**
 * One column's cell of a row: its value under one seed; under several the mean, of truths how many are
 * true.
 */
export function formatCell({ columns }: Comparison, { figure, values }: Row, column: number): string {
  if (columns[column].runs.length === 1) return formatFigure(figure, values[column]);
  const summary = summaryOf(columns[column], figure);
  if (summary === null) return '-';
  return figure.unit === 'truth'
    ? `${formatCount(Math.round(summary.mean * summary.count))} of ${formatCount(summary.count)}`
    : formatMean(figure, summary.mean);
}

/** The rows that have something to say. */
export function tellingRows({ columns, rows }: Comparison): readonly Row[] {
  return rows.filter(({ figure }) => {
    const values = columns.flatMap(({ runs }) =>
      runs.map(({ figures }) => figures.get(figure.name) ?? null),
    );
    return !isSilent(figure, values);
  });
}

/** Which seeds: `seed 42`, or `24 seeds: 42, 42-2 … 42-24`. */
export function seedWords({ columns }: Comparison): string {
  const seeds = columns[0].runs.map(({ seed }) => seed);
  if (seeds.length === 1) return `seed ${seeds[0]}`;
  const named =
    seeds.length < 4 ? seeds.join(', ') : `${seeds[0]}, ${seeds[1]} to ${seeds[seeds.length - 1]}`;
  return `${countOf(seeds.length, 'seed')}: ${named}`;
}

/** Sixteen hexadecimal digits over the fingerprints of all runs, column after column: the same digits, the same runs. */
export function fingerprintOf({ columns }: Comparison): string {
  const { high, low } = hashString64(columns.flatMap(({ runs }) => runs.map(({ fingerprint }) => fingerprint)).join(' '));
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}

/** The same as a line for people. */
export function fingerprintWords(comparison: Comparison): string {
  const runs = comparison.columns.reduce((sum, column) => sum + column.runs.length, 0);
  return `Fingerprint  ${fingerprintOf(comparison)}${runs === 1 ? '' : `, over those of ${formatCount(runs)} runs`}`;
}

/** For each column, what it is best at and what that costs; one sentence when nothing tells them apart. */
export function standingSentences(comparison: Comparison): readonly string[] {
  const { columns } = comparison;
  const isOne = columns[0].runs.length === 1;
  const standings = standingsOf(comparison);
  if (standings.every(({ gains, costs }) => gains.length + costs.length === 0)) {
    return ['No figure by which one could be better tells them apart.'];
  }
  return standings.map(({ column, gains, costs }) => {
    const name = printable(columns[column].name);
    const listMarks = (marks: readonly Mark[], leads: (mark: Mark) => FigureValue): string =>
      listShort(marks.map((mark) => describeMark(mark, leads(mark), isOne)));
    if (gains.length + costs.length === 0) return `${name}: best and worst at nothing, between the others.`;
    const best =
      gains.length === 0
        ? 'best at nothing'
        : `best at ${listMarks(gains, (mark) => leaderOf(comparison, mark))}`;
    const worst =
      costs.length === 0 ? 'worst at nothing' : `worst at ${listMarks(costs, ({ value }) => value)}`;
    return `${name}: ${best}; ${worst}.`;
  });
}

/**
 * What other scenarios, and strategies, do not have in common with the baseline beside replication
 * and conflicts; empty where all is alike. What a person varied needs no telling.
 */
export function unlikeSentences({ columns, baseline }: Comparison): readonly string[] {
  const first = columns[baseline];
  return columns.flatMap(({ name, unlike, changes }) => {
    const isOther = changes.length === 0;
    const isPreset = changes.some(({ origin }) => origin?.name.startsWith('--strategies') === true);
    if (unlike.length === 0 || !(isOther || isPreset)) return [];
    const parts = unlike.join(', ');
    const own = `${printable(name)} differs from ${printable(first.name)} in its ${parts}`;
    const hasOtherWork = isOther && (unlike.includes('workload') || unlike.includes('duration'));
    return [hasOtherWork ? `${own}: their figures do not compare strategies alone.` : `${own}.`];
  });
}

/** More than so many are counted. */
const mostMarks = 4;

/** The best value of a mark's row. */
function leaderOf({ rows }: Comparison, { figure, value }: Mark): FigureValue {
  const values = rows.find((row) => row.figure === figure)?.values ?? [];
  const known = values.flatMap((each) => (typeof each === 'number' ? [each] : []));
  if (known.length === 0) return value;
  return figure.better === 'less' ? Math.min(...known) : Math.max(...known);
}

/** Who cannot be told from the best has its own mean, beside that of the best. */
function describeMark({ figure, value, against }: Mark, leader: FigureValue, isOne: boolean): string {
  const format = isOne ? formatFigure : formatMean;
  const [own, best] = [value, leader].map((each) => format(figure, each));
  const open = isOne || own === best ? '' : `, not told from ${best},`;
  return `${figure.label} (${own}${open} against ${format(figure, against)})`;
}

function listShort(all: readonly string[]): string {
  const hidden = all.length - mostMarks;
  return listAll(hidden <= 0 ? all : [...all.slice(0, mostMarks), `${hidden} more`]);
}

/** `a, b and c`. */
export function listAll(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** A figure in its unit; `-` for what a run does not tell. */
function formatFigure({ unit }: ComparedFigure, value: FigureValue): string {
  if (value === null) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'NO';
  switch (unit) {
    case 'duration':
      return formatMs(value);
    case 'share':
      return formatShare(value);
    case 'size':
      return formatBytes(value);
    case 'count':
      return formatCount(value);
    case 'ratio':
    case 'truth':
      return trimmed(value, 2);
    default:
      return assertNever(unit);
  }
}

/**
 * A mean has digits that no run has: four are told, of counts one after the point. Shares are cut, so
 * that 100 % means all.
 */
function formatMean(figure: ComparedFigure, value: FigureValue): string {
  if (typeof value !== 'number') return formatFigure(figure, value);
  switch (figure.unit) {
    case 'truth':
      return formatShare(value);
    case 'duration':
      return formatMs(Number(value.toPrecision(4)));
    case 'count':
    case 'ratio':
      return value >= 100 ? formatCount(Math.round(value)) : trimmed(value, 1);
    case 'share':
      return `${Math.floor(value * 10_000 + 1e-6) / 100} %`;
    case 'size':
      return formatBytes(value);
    default:
      return assertNever(figure.unit);
  }
}
