/** A comparison as a Markdown document, for pull requests and wikis. */
import { printable } from '../../printable.js';
import type { Comparison, Row } from '../../../scenarios/index.js';
import { formatDifference, markOf } from './differences.js';
import { caveats, pairedSentences, readingNotes } from './sentences.js';
import { formatCell, seedWords, standingSentences, tellingRows, unlikeSentences } from './words.js';
import type { ShownComparison } from './words.js';

/** Heading, one table with what is best in bold, and the sentences below it. */
export function renderComparisonMarkdown({ comparison, title, repeats }: ShownComparison): string {
  const { columns } = comparison;
  const isOne = columns[0].runs.length === 1;
  const [header, ...body] = isOne ? plainTable(comparison) : pairedTable(comparison);
  const sentences = isOne
    ? [...unlikeSentences(comparison), ...standingSentences(comparison)]
    : [
        ...pairedSentences(comparison),
        ...(columns.length > 2 ? standingSentences(comparison) : []),
        ...caveats(comparison),
        ...unlikeSentences(comparison),
      ];
  const notes = isOne ? [] : readingNotes(comparison, 'is in bold');
  return (
    [
      `## ${escape(title)}`,
      `\`${comparison.scenario}\`, ${escape(seedWords(comparison))}; best of each row in bold.`,
      [header, header.map((_, i) => (i === 0 ? '---' : '---:')), ...body].map(rowOf).join('\n'),
      sentences.map((sentence) => `- ${escape(sentence)}`).join('\n'),
      notes.map((note) => escape(note)).join('\n\n'),
      ['```sh', ...repeats.map(printable), '```'].join('\n'),
    ]
      .filter((part) => part !== '')
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

type Table = readonly [readonly string[], ...(readonly string[])[]];

function plainTable(comparison: Comparison): Table {
  const header = ['', ...comparison.columns.map(({ name }) => name)];
  const body = tellingRows(comparison).map((row) => [
    row.figure.label,
    ...row.values.map((_, column) => cellOf(comparison, row, column)),
  ]);
  return [header, ...body];
}

/** The baseline, then each other column and what its difference is and says. */
function pairedTable(comparison: Comparison): Table {
  const { columns, baseline } = comparison;
  const others = columns.flatMap((_, column) => (column === baseline ? [] : [column]));
  const header = [
    '',
    columns[baseline].name,
    ...others.flatMap((column) => [columns[column].name, 'difference']),
  ];
  const body = tellingRows(comparison).map((row) => [
    row.figure.label,
    cellOf(comparison, row, baseline),
    ...others.flatMap((column) => {
      const pair = row.paired[column][baseline];
      const told = pair === null ? ['-'] : [formatDifference(row.figure, pair), markOf(row.figure, pair)];
      return [cellOf(comparison, row, column), told.join(' ').trim()];
    }),
  ]);
  return [header, ...body];
}

function cellOf(comparison: Comparison, row: Row, column: number): string {
  const text = formatCell(comparison, row, column);
  return row.best.includes(column) ? `**${text}**` : text;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => escape(cell, '|')).join(' | ')} |`;
}

/** Text that is not to be taken for markup. */
function escape(text: string, special = '`*_[]<>#|'): string {
  return [...printable(text)]
    .map((character) => (special.includes(character) ? `\\${character}` : character))
    .join('');
}
