/** One metric over two axes: a table whose cells are the darker the larger they are, with intervals. */
import type { Sweep } from '../../../scenarios/sweep/sweep.js';
import { printable } from '../../printable.js';
import { cutMiddle, fitLeft, measureWidth } from '../../view/drawing/text-width.js';
import { textColumns, wrap } from '../layout.js';
import { formatFigure } from './shown-sweep.js';
import { formatInterval, nameOf } from './tables.js';

/** Rows are values of the first axis, columns those of the second; so many tables as it takes to fit. */
export function heatSection({ axes: [down, across], metrics, points }: Sweep, metric: number, ascii: boolean): readonly string[] {
  const width = across.values.length;
  const cells = points.map(({ summaries }) => summaries[metric]);
  const means = cells.flatMap(({ mean }) => mean ?? []);
  const least = means.reduce((low, mean) => Math.min(low, mean), Infinity);
  const most = means.reduce((high, mean) => Math.max(high, mean), -Infinity);
  const shades = ascii ? '.:+*#' : '·░▒▓█';
  const shadeOf = (mean: number): string => {
    const place = most === least ? 0 : Math.round(((mean - least) / (most - least)) * (shades.length - 1));
    return (shades[place] ?? ' ').repeat(2);
  };
  const columns = across.values.map(({ text }, x) => {
    const lines = [
      nameOf(text),
      ...down.values.flatMap((_, y) => {
        const { mean, interval } = cells[y * width + x];
        if (mean === null) return ['-', ''];
        const between = interval === null ? '' : formatInterval(metrics[metric], interval.low, interval.high);
        return [`${shadeOf(mean)} ${formatFigure(metrics[metric], mean)}`, between];
      }),
    ];
    const room = Math.max(...lines.map(measureWidth));
    return lines.map((line) => fitLeft(line, room, '~'));
  });
  const names = down.values.map(({ text }) => nameOf(text));
  const room = Math.max(...names.map(measureWidth));
  const left = ['', ...names.flatMap((name) => [name, ''])].map((name) => fitLeft(name, room, '~'));
  const tables = packColumns(columns.map(([head]) => measureWidth(head)), textColumns - room).map((packed) =>
    left.map((name, row) => [name, ...packed.map((x) => columns[x][row])].join('  ').trimEnd()),
  );
  const [path, other] = [down, across].map((axis) => cutMiddle(printable(axis.path), 34, '~'));
  return [...wrap(`Rows: ${path}; columns: ${other}; below each mean its interval.`, textColumns), ...tables.flatMap((lines) => ['', ...lines])];
}

/** Column numbers, as many a table as fit, at least one. */
function packColumns(widths: readonly number[], room: number): readonly number[][] {
  const packs: number[][] = [];
  let left = 0;
  widths.forEach((width, i) => {
    if (packs.length === 0 || left < width + 2) {
      packs.push([]);
      left = room;
    }
    packs[packs.length - 1].push(i);
    left -= width + 2;
  });
  return packs;
}
