/** A check as Markdown, for comments on pull requests and summaries of jobs. */
import { assertNever } from '../../../sim/base/assert.js';
import type { CheckedAnswer } from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';
import { placeWords } from './source-text.js';
import { plainSection } from './plain-section.js';
import { grantedWords, propertyWords } from './property-words.js';
import { placeOfViolation, violationsOf, type ShownCheck } from './shown-check.js';
import { boundsSentences, checkSentence } from './text.js';

/** Heading, a row a property, the bounds, and each violation folded up below. */
export function renderCheckMarkdown(shown: ShownCheck): string {
  const rows = shown.check.properties.map(
    (answer) => `| ${answer.property} | ${verdictCell(answer)} | ${besideCell(answer, shown)} |`,
  );
  return [
    `## ${escapeMarkdown(checkSentence(shown))}`,
    ['| property | verdict | |', '| --- | --- | --- |', ...rows].join('\n'),
    boundsSentences(shown.check).map(escapeMarkdown).join(' '),
    ...violationsOf(shown.check).map((violation) => folded(violation.property, plainSection(violation, shown))),
    '',
  ].join('\n\n').trimEnd() + '\n';
}

function verdictCell(answer: CheckedAnswer): string {
  switch (answer.verdict) {
    case 'holds':
      return answer.granted?.isAll === true ? 'not asked' : 'proved within bounds';
    case 'violated':
      return '**REFUTED**';
    case 'unknown':
      return '*unknown*';
    default:
      return assertNever(answer);
  }
}

function besideCell(answer: CheckedAnswer, { sources }: ShownCheck): string {
  switch (answer.verdict) {
    case 'holds':
      return escapeMarkdown(answer.granted === undefined ? propertyWords[answer.property] : grantedWords(answer.granted));
    case 'unknown':
      return escapeMarkdown(answer.reason);
    case 'violated': {
      const place = placeOfViolation(answer, sources);
      return place === null ? '' : escapeMarkdown(placeWords(place));
    }
    default:
      return assertNever(answer);
  }
}

/** A fence longer than any run of backticks inside it ends where it should. */
function folded(title: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `<details><summary>${title}</summary>\n\n${fence}text\n${text}\n${fence}\n\n</details>`;
}

/** Text that is not to be taken for markup, nor for a link or the name of somebody. */
export function escapeMarkdown(text: string): string {
  return [...printable(text)]
    .map((character) => ('\\`*_[]<>#|&~!$'.includes(character) ? `\\${character}` : character))
    .join('')
    .replaceAll('@', '@\u200b')
    .replaceAll('://', ':\u200b//');
}
