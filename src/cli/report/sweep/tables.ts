/** Tables of means and intervals, and intervals drawn beside each other. */
import type { ComparedFigure } from '../../../scenarios/index.js';
import type { Summary, Sweep } from '../../../scenarios/sweep/sweep.js';
import { printable } from '../../printable.js';
import { cutMiddle, fitLeft, measureWidth } from '../../view/drawing/text-width.js';
import { chooseScale, columnAt } from './chart.js';
import { formatFigure } from './shown-sweep.js';

/** Mean, interval, least and most. */
export function intervalCells(metric: ComparedFigure, { mean, interval, min, max }: Summary): readonly string[] {
  const format = (value: number | null): string => formatFigure(metric, value);
  const between = interval === null ? '-' : formatInterval(metric, interval.low, interval.high);
  const ends = metric.unit === 'truth' ? [min, max].map(truthOf) : [min, max].map(format);
  return [format(mean), between, ...ends];
}

/** `12 .. 15 ms`: the unit once where both ends have it. */
export function formatInterval(metric: ComparedFigure, low: number, high: number): string {
  const [from, to] = [formatFigure(metric, low), formatFigure(metric, high)];
  const unit = / \D+$/.exec(to)?.[0];
  const bare = unit !== undefined && from.endsWith(unit) ? from.slice(0, -unit.length) : from;
  return `${bare} .. ${to}`;
}

/** Rows under their headings; runs that do not tell are counted where there are any. */
export function tableLines(first: string, rows: readonly (readonly string[])[], summaries: readonly Summary[]): readonly string[] {
  const hasUnknown = summaries.some(({ unknown }) => unknown > 0);
  const heading = [first, 'mean', '95 % interval', 'least', 'most', ...(hasUnknown ? ['unknown'] : [])];
  const cells = rows.map((row, i) => (hasUnknown ? [...row, String(summaries[i].unknown)] : row));
  return align([heading, ...cells]);
}

/** The table of one metric, a row a value of the only axis. */
export function valueTable({ axes: [axis], metrics, points }: Sweep, metric: number): readonly string[] {
  const summaries = points.map((point) => point.summaries[metric]);
  const rows = points.map(({ values: [value] }, i) => [nameOf(value), ...intervalCells(metrics[metric], summaries[i])]);
  return tableLines(cutMiddle(printable(axis.path), 28, '~'), rows, summaries);
}

/** Intervals of one metric drawn below each other, for values that have no places of their own, and the table. */
export function barSection(sweep: Sweep, metric: number, ascii: boolean): readonly string[] {
  const { points, metrics } = sweep;
  const known = points.flatMap(({ summaries }) => {
    const { mean, interval } = summaries[metric];
    return mean === null ? [] : [interval?.low ?? mean, interval?.high ?? mean];
  });
  const { bottom, middle, top } = chooseScale(known);
  const names = points.map(({ values: [value] }) => nameOf(value));
  const room = Math.max(...names.map(measureWidth));
  const bars = points.map(({ summaries }, i) => {
    const { mean, interval } = summaries[metric];
    const cells = new Array<string>(barColumns).fill(' ');
    if (mean !== null) {
      const at = (value: number): number => columnAt(value, bottom, top, barColumns);
      for (let column = at(interval?.low ?? mean); column <= at(interval?.high ?? mean); column++) cells[column] = ascii ? '-' : '─';
      cells[at(mean)] = ascii ? '#' : '█';
    }
    return `  ${fitLeft(names[i], room, '~')} ${ascii ? '|' : '│'}${cells.join('')}`.trimEnd();
  });
  const labels = [bottom, middle, top].map((value) => formatFigure(metrics[metric], value));
  const below = placeLabels(labels.map((text, i) => ({ text, column: Math.round((i * (barColumns - 1)) / 2) })), barColumns);
  return [...bars, `${' '.repeat(room + 4)}${below}`, '', ...valueTable(sweep, metric)];
}

/** Words around their columns, as many as do not touch; the first and the last of them in any case. */
export function placeLabels(labels: readonly { readonly text: string; readonly column: number }[], columns: number): string {
  const line = new Array<string>(columns).fill(' ');
  const put = ({ text, column }: { readonly text: string; readonly column: number }): void => {
    const start = Math.max(0, Math.min(columns - text.length, column - Math.floor(text.length / 2)));
    const around = line.slice(Math.max(0, start - 2), start + text.length + 2);
    if (around.every((cell) => cell === ' ')) [...text].forEach((character, i) => (line[start + i] = character));
  };
  const [first, ...rest] = labels;
  for (const label of [first, ...rest.slice(-1), ...rest.slice(0, -1)]) put(label);
  return line.join('').trimEnd();
}

/** Cells of a column as wide as the widest; figures end below each other, names begin so. */
export function align(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, measureWidth(cell))));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? fitLeft(cell, widths[i], '~') : ' '.repeat(widths[i] - measureWidth(cell)) + cell)).join('  ').trimEnd(),
  );
}

/** A value of an axis, as far as it fits. */
export function nameOf(value: string): string {
  return cutMiddle(printable(value), 28, '~');
}

const barColumns = 46;

function truthOf(value: number | null): string {
  return value === null ? '-' : value === 1 ? 'yes' : 'NO';
}
