/** A comparison for a terminal of 80 columns: tables below each other where one does not fit. */
import type { Row } from '../../scenarios/index.js';
import type { Paint } from '../color.js';
import { printable } from '../printable.js';
import { formatFigure, standingSentences, tellingRows, unlikeSentences } from './comparison-words.js';
import type { ShownComparison } from './comparison-words.js';
import { countOf } from './format.js';
import { textColumns, wrap } from './layout.js';
import type { TextStyle } from './text.js';

/** Title, tables, what is unlike, who is best at what, and how to run each alone. */
export function renderComparisonText(shown: ShownComparison, { paint, ascii }: TextStyle): string {
  const { comparison, title, repeats } = shown;
  const { columns } = comparison;
  const seeds = columns[0].runs.map(({ seed }) => printable(seed)).join(', ');
  const heading = [
    ...wrap(printable(title), textColumns).map((line) => paint.bold(line)),
    ...wrap(`${comparison.scenario} | ${countOf(columns.length, 'variant')} | seed ${seeds}`, textColumns),
  ];
  const sections = [
    heading,
    ...tables(shown, paint),
    wrap(markNote, textColumns),
    unlikeSentences(comparison).flatMap((text) => wrap(text, textColumns)),
    standingSentences(comparison).flatMap((text) => hanging(text)),
    [paint.bold('Run one alone'), ...repeats],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${ascii ? text.replace(/[^\x00-\x7f]/gu, '?') : text}\n`;
}

const markNote =
  '* best in its row; a duration also within 1 % of that. This is one seed: a small difference may be chance.';

/** One table, or several with the labels repeated where the columns are too wide for one. */
function tables({ comparison }: ShownComparison, paint: Paint): readonly string[][] {
  const rows = tellingRows(comparison);
  const labelColumns = Math.max(...rows.map(({ figure }) => figure.label.length));
  const cells = comparison.columns.map(({ name }, column) => [
    printable(name),
    ...rows.map((row) => cellOf(row, column)),
  ]);
  const widths = cells.map((column) => Math.max(...column.map((cell) => cell.length)));
  return packColumns(widths, textColumns - labelColumns).map((packed) => {
    const line = (label: string, index: number): string =>
      [label.padEnd(labelColumns), ...packed.map((i) => cells[i][index].padEnd(widths[i]))].join('  ').trimEnd();
    return [paint.bold(line('', 0)), ...rows.map(({ figure }, i) => line(figure.label, i + 1))];
  });
}

function cellOf({ figure, values, best }: Row, column: number): string {
  const text = formatFigure(figure, values[column]);
  return best.includes(column) ? `${text} *` : text;
}

/** Column numbers, as many a table as fit, at least one. */
function packColumns(widths: readonly number[], room: number): readonly number[][] {
  const packs: number[][] = [];
  let left = 0;
  widths.forEach((width, i) => {
    const isFull = packs.length === 0 || left < width + 2;
    if (isFull) {
      packs.push([]);
      left = room;
    }
    packs[packs.length - 1].push(i);
    left -= width + 2;
  });
  return packs;
}

function hanging(text: string): readonly string[] {
  return wrap(text, textColumns - 2).map((line, i) => (i === 0 ? line : `  ${line}`));
}
