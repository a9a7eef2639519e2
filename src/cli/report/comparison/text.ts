/** A comparison for a terminal of 80 columns: tables below each other where one does not fit. */
import type { Row } from '../../../scenarios/index.js';
import type { Paint } from '../../color.js';
import { printable } from '../../printable.js';
import { countOf } from '../format.js';
import { textColumns, wrap } from '../layout.js';
import type { TextStyle } from '../text.js';
import { formatDifference, markOf } from './differences.js';
import { caveats, pairedSentences, readingNotes } from './sentences.js';
import { fingerprintWords, formatCell, seedWords, standingSentences, tellingRows, unlikeSentences } from './words.js';
import type { ShownComparison } from './words.js';

/** Title, tables, what is unlike, who is best at what, and how to run each alone. */
export function renderComparisonText(shown: ShownComparison, { paint, ascii }: TextStyle): string {
  const { comparison, title, repeats } = shown;
  const { columns } = comparison;
  const isOne = columns[0].runs.length === 1;
  const subtitle = [
    comparison.scenario,
    countOf(columns.length, 'variant'),
    printable(seedWords(comparison)),
  ];
  const heading = [
    ...wrap(printable(title), textColumns).map((line) => paint.bold(line)),
    ...wrap(subtitle.join(' | '), textColumns),
  ];
  const asLines = (sentences: readonly string[]): readonly string[] => sentences.flatMap(hanging);
  const sections = [
    heading,
    ...(isOne ? tables(shown, paint) : pairedTables(shown, paint)),
    ...(isOne ? [wrap(markNote, textColumns), unlike(shown), asLines(standingSentences(comparison))] : []),
    ...(isOne
      ? []
      : [
          ...pairedSentences(comparison).map(hanging),
          asLines([...(columns.length > 2 ? standingSentences(comparison) : []), ...caveats(comparison)]),
          unlike(shown),
          [paint.bold('How to read it'), ...asLines(readingNotes(comparison, 'has a *'))],
        ]),
    [paint.bold('Run one alone'), ...repeats],
    [fingerprintWords(comparison)],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${
    ascii
      ? text
          .replaceAll('±', '+-')
          .replaceAll('’', "'")
          .replace(/[^\x00-\x7f]/gu, '?')
      : text
  }\n`;
}

const markNote =
  '* best in its row; a duration also within 1 % of that. This is one seed: a small difference may be ' +
  'chance, and --seeds 20 would tell.';

function unlike({ comparison }: ShownComparison): readonly string[] {
  return unlikeSentences(comparison).flatMap((text) => wrap(text, textColumns));
}

/** One table, or several with the labels repeated where the columns are too wide for one. */
function tables({ comparison }: ShownComparison, paint: Paint): readonly string[][] {
  const rows = tellingRows(comparison);
  const groups = comparison.columns.map(({ name }, column) => [
    [printable(name), ...rows.map((row) => cellOf(comparison, row, column))],
  ]);
  return layOut(rows, [], groups, paint);
}

/**
 * The same with the baseline in front of each table, and behind each column its difference and what that
 * says.
 */
function pairedTables({ comparison }: ShownComparison, paint: Paint): readonly string[][] {
  const { columns, baseline } = comparison;
  const rows = tellingRows(comparison);
  const meansOf = (column: number): readonly string[] => [
    printable(columns[column].name),
    ...rows.map((row) => cellOf(comparison, row, column)),
  ];
  const groups = columns.flatMap((_, column) => {
    if (column === baseline) return [];
    const pairs = rows.map(({ figure, paired }) => ({ figure, pair: paired[column][baseline] }));
    const told = pairs.map(({ figure, pair }) =>
      pair === null ? ['-', ''] : [formatDifference(figure, pair), markOf(figure, pair)],
    );
    const [differences, marks] = [0, 1].map((part) => told.map((cells) => cells[part]));
    return [[meansOf(column), ['difference', ...differences], ['', ...marks]]];
  });
  return layOut(rows, meansOf(baseline), groups, paint);
}

function cellOf(comparison: ShownComparison['comparison'], row: Row, column: number): string {
  const text = formatCell(comparison, row, column);
  return row.best.includes(column) ? `${text} *` : text;
}

/** Labels, what stands in every table, and as many groups beside each other as fit; no group is parted. */
function layOut(
  rows: readonly Row[],
  first: readonly string[],
  groups: readonly (readonly (readonly string[])[])[],
  paint: Paint,
): readonly string[][] {
  const front = [['', ...rows.map(({ figure }) => figure.label)], ...(first.length === 0 ? [] : [first])];
  const widthsOf = (group: readonly (readonly string[])[]): readonly number[] =>
    group.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  const totalOf = (group: readonly (readonly string[])[]): number =>
    widthsOf(group).reduce((sum, width) => sum + width + 2, 0);
  const room = textColumns + 2 - totalOf(front);
  const packs = groups.length === 0 ? [[]] : pack(groups.map(totalOf), room);
  return packs.map((packed) => {
    const cells = [...front, ...packed.flatMap((at) => groups[at])];
    const widths = widthsOf(cells);
    const line = (at: number): string =>
      cells
        .map((column, i) => column[at].padEnd(widths[i]))
        .join('  ')
        .trimEnd();
    return [paint.bold(line(0)), ...rows.map((_, i) => line(i + 1))];
  });
}

/** Places, as many a table as fit, at least one. */
function pack(widths: readonly number[], room: number): readonly number[][] {
  const packs: number[][] = [];
  let left = 0;
  widths.forEach((width, i) => {
    if (packs.length === 0 || left < width) {
      packs.push([]);
      left = room;
    }
    packs[packs.length - 1].push(i);
    left -= width;
  });
  return packs;
}

function hanging(text: string): readonly string[] {
  return wrap(text, textColumns - 2).map((line, i) => (i === 0 ? line : `  ${line}`));
}
