/** A comparison as a Markdown document, for pull requests and wikis. */
import { printable } from '../../printable.js';
import type { Comparison, Row } from '../../../scenarios/index.js';
import { escapeMarkdown } from '../check/markdown.js';
import { formatDifference, markOf } from './differences.js';
import { caveats, pairedSentences, readingNotes } from './sentences.js';
import { fingerprintWords, formatCell, seedWords, standingSentences, tellingRows, unlikeSentences } from './words.js';
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
  return [
    `## ${escapeMarkdown(title)}`,
    `\`${comparison.scenario}\`, ${escapeMarkdown(seedWords(comparison))}; best of each row in bold.`,
    [header, header.map((_, i) => (i === 0 ? '---' : '---:')), ...body].map(rowOf).join('\n'),
    sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join('\n'),
    notes.map((note) => escapeMarkdown(note)).join('\n\n'),
    fingerprintWords(comparison).replace('  ', ' '),
    ['```sh', ...repeats.map(printable), '```'].join('\n'),
  ].filter((part) => part !== '').join('\n\n').trimEnd() + '\n';
}

type Table = readonly [readonly string[], ...(readonly string[])[]];

function plainTable(comparison: Comparison): Table {
  const header = ['', ...comparison.columns.map(({ name }) => escapeMarkdown(name))];
  const body = tellingRows(comparison).map((row) => [
    escapeMarkdown(row.figure.label),
    ...row.values.map((_, column) => cellOf(comparison, row, column)),
  ]);
  return [header, ...body];
}

/** The baseline, then each other column and what its difference is and says. */
function pairedTable(comparison: Comparison): Table {
  const { columns, baseline } = comparison;
  const others = columns.flatMap((_, column) => (column === baseline ? [] : [column]));
  const header = [
    '', escapeMarkdown(columns[baseline].name),
    ...others.flatMap((column) => [escapeMarkdown(columns[column].name), 'difference']),
  ];
  const body = tellingRows(comparison).map((row) => [
    escapeMarkdown(row.figure.label),
    cellOf(comparison, row, baseline),
    ...others.flatMap((column) => {
      const pair = row.paired[column][baseline];
      const told = pair === null ? ['-'] : [formatDifference(row.figure, pair), markOf(row.figure, pair)];
      return [cellOf(comparison, row, column), escapeMarkdown(told.join(' ').trim())];
    }),
  ]);
  return [header, ...body];
}

function cellOf(comparison: Comparison, row: Row, column: number): string {
  const text = escapeMarkdown(formatCell(comparison, row, column));
  return row.best.includes(column) ? `**${text}**` : text;
}

/** Cells are escaped already. */
function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
