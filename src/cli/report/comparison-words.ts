/** What every form of a comparison says: figures as people read them, and sentences made of them. */
import { isSilent, standingsOf } from '../../scenarios/index.js';
import type { ComparedFigure, Comparison, FigureValue, Mark, Row } from '../../scenarios/index.js';
import { assertNever } from '../../sim/base/assert.js';
import { printable } from '../printable.js';
import { formatBytes, formatCount, formatMs, formatShare, trimmed } from './format.js';

/** A comparison, and how to run each of its columns alone. */
export interface ShownComparison {
  readonly comparison: Comparison;
  readonly title: string;
  /** One command a column. */
  readonly repeats: readonly string[];
}

/** A figure in its unit; `-` for what a run does not tell. */
export function formatFigure({ unit }: ComparedFigure, value: FigureValue): string {
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

/** The rows that have something to say. */
export function tellingRows({ rows }: Comparison): readonly Row[] {
  return rows.filter(({ figure, values }) => !isSilent(figure, values));
}

/** For each column, what it is best at and what that costs; one sentence when nothing tells them apart. */
export function standingSentences(comparison: Comparison): readonly string[] {
  const { columns } = comparison;
  const standings = standingsOf(comparison);
  if (standings.every(({ gains, costs }) => gains.length + costs.length === 0)) return ['No figure by which one could be better tells them apart.'];
  return standings.map(({ column, gains, costs }) => {
    const name = printable(columns[column].name);
    if (gains.length + costs.length === 0) return `${name}: best and worst at nothing, between the others.`;
    const best = gains.length === 0 ? 'best at nothing' : `best at ${listMarks(gains)}`;
    const worst = costs.length === 0 ? 'worst at nothing' : `worst at ${listMarks(costs)}`;
    return `${name}: ${best}; ${worst}.`;
  });
}

/**
 * What other scenarios, and strategies, do not have in common with the first column beside replication
 * and conflicts; empty where all is alike. What a person varied needs no telling.
 */
export function unlikeSentences({ columns }: Comparison): readonly string[] {
  const [first] = columns;
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

function listMarks(marks: readonly Mark[]): string {
  const shown = marks.slice(0, mostMarks).map(({ figure, value, against }) => {
    return `${figure.label} (${formatFigure(figure, value)} against ${formatFigure(figure, against)})`;
  });
  const hidden = marks.length - shown.length;
  const all = hidden === 0 ? shown : [...shown, `${hidden} more`];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`;
}
