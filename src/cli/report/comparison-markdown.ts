/** A comparison as a Markdown document, for pull requests and wikis. */
import { printable } from '../printable.js';
import { formatFigure, standingSentences, tellingRows, unlikeSentences } from './comparison-words.js';
import type { ShownComparison } from './comparison-words.js';

/** Heading, one table with what is best in bold, and the sentences below it. */
export function renderComparisonMarkdown({ comparison, title, repeats }: ShownComparison): string {
  const { columns } = comparison;
  const header = ['', ...columns.map(({ name }) => name)];
  const body = tellingRows(comparison).map(({ figure, values, best }) => [
    figure.label,
    ...values.map((value, column) => {
      const text = formatFigure(figure, value);
      return best.includes(column) ? `**${text}**` : text;
    }),
  ]);
  const sentences = [...unlikeSentences(comparison), ...standingSentences(comparison)];
  const seeds = columns[0].runs.map(({ seed }) => seed).join(', ');
  return [
    `## ${escape(title)}`,
    `\`${comparison.scenario}\`, seed ${escape(seeds)}; best of each row in bold.`,
    [header, header.map((_, i) => (i === 0 ? '---' : '---:')), ...body].map(rowOf).join('\n'),
    sentences.map((sentence) => `- ${escape(sentence)}`).join('\n'),
    ['```sh', ...repeats.map(printable), '```'].join('\n'),
    '',
  ].join('\n\n').trimEnd() + '\n';
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => escape(cell, '|')).join(' | ')} |`;
}

/** Text that is not to be taken for markup. */
function escape(text: string, special = '`*_[]<>#|'): string {
  return [...printable(text)].map((character) => (special.includes(character) ? `\\${character}` : character)).join('');
}
