/** An explanation as a Markdown document, for pull requests and wikis. */
import { assertNever } from '../../../sim/base/assert.js';
import { printable } from '../../printable.js';
import { drawStory } from '../../view/story/draw-story.js';
import type { KeyStory } from '../../view/story/key-story.js';
import { momentWords } from '../../view/story/story-words.js';
import type { StoryStep, WriteStory } from '../../view/story/write-story.js';
import { countOf } from '../format.js';
import { textColumns } from '../layout.js';
import { conflictHeader, conflictRows } from './conflict-rows.js';
import { cutMiddleOf, type ExplainedSubject, type ShownExplanation } from './explanation.js';
import { fateSentence, headingOf, missedWords, subtitleOf, titleOf } from './explanation-words.js';

/** Heading, conclusion, drawing and tables. */
export function renderExplanationMarkdown(
  shown: ShownExplanation,
  style: { readonly ascii: boolean },
): string {
  const blocks = [
    `## ${escape(titleOf(shown))}`,
    `${escape(subtitleOf(shown.told.scenario))} | fingerprint \`${shown.told.run.report.fingerprint}\``,
    ...subjectBlocks(shown.subject, shown, style.ascii),
    ...whatIfBlocks(shown),
    fenced('sh', [shown.repeat]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function subjectBlocks(
  subject: ExplainedSubject,
  shown: ShownExplanation,
  ascii: boolean,
): readonly string[] {
  switch (subject.kind) {
    case 'write':
      return storyBlocks(subject.story, shown, ascii);
    case 'key':
      return keyBlocks(subject.story, shown);
    case 'lost': {
      const { groups, first, conflictKeys } = subject;
      if (first === null)
        return [
          `Keys on which concurrent writes met: ${keyNames(conflictKeys)}.`,
        ];
      const rows = groups
        .slice(0, shown.limit)
        .map(({ cause, writes, words }) => [cause, String(writes.length), words]);
      return [
        table(['Cause', 'Writes', 'What befell them'], rows),
        `### ${escape(headingOf(first))}`,
        ...storyBlocks(first, shown, ascii),
      ];
    }
    case 'conflicts': {
      const { rows, hidden } = conflictRows(shown.told, subject.conflicts, shown.limit);
      const listed = rows.length === 0 ? [] : [table(conflictHeader, rows)];
      return [...listed, ...[hidden, missedWords(shown)].flatMap((line) => line ?? [])];
    }
    default:
      return assertNever(subject);
  }
}

function keyNames(keys: readonly string[]): string {
  return keys.length === 0 ? 'none' : keys.slice(0, 10).map(escape).join(', ');
}

function storyBlocks(
  story: WriteStory,
  { told, limit }: ShownExplanation,
  ascii: boolean,
): readonly string[] {
  const drawing = drawStory(told, story, { columns: textColumns, ascii });
  const steps = story.steps.map((step, at) => ({ ...step, label: String(at + 1) }));
  return [
    escape(story.conclusion),
    ...(drawing === null
      ? []
      : [
          fenced('text', [
            ...drawing.rows,
            '',
            ` ${drawing.legend}; numbers are those of the steps`,
          ]),
        ]),
    stepTable(steps, limit),
  ];
}

function keyBlocks(story: KeyStory, { limit }: ShownExplanation): readonly string[] {
  const steps = story.steps.map((step) => ({
    ...step,
    label: step.write === null ? '' : `w${step.write}`,
  }));
  const { before, omitted, after } = cutMiddleOf(story.writes, Math.max(2, Math.floor(limit / 2)));
  const row = ({ write, fate, conclusion }: (typeof before)[number]) => [
    `w${write}`,
    fateSentence(fate, conclusion),
  ];
  return [
    stepTable(steps, limit),
    table(
      ['Replica', 'Holds at the end'],
      story.ends.map(({ replica, holds }) => [replica, holds]),
    ),
    table(
      ['Write', 'What became of it'],
      [...before.map(row), ...omittedRow(omitted, 'write', 2), ...after.map(row)],
    ),
  ];
}

function stepTable(
  steps: readonly (StoryStep & { readonly label: string })[],
  limit: number,
): string {
  const { before, omitted, after } = cutMiddleOf(steps, limit);
  const row = ({ label, atUs, replica, words }: (typeof before)[number]) => [
    label,
    momentWords(atUs),
    replica,
    words,
  ];
  return table(
    ['', 'When', 'Where', 'What'],
    [...before.map(row), ...omittedRow(omitted, 'step', 4), ...after.map(row)],
  );
}

function omittedRow(
  omitted: number,
  noun: string,
  columns: number,
): readonly (readonly string[])[] {
  if (omitted === 0) return [];
  return [
    Array.from({ length: columns }, (_, at) =>
      at === columns - 1 ? countOf(omitted, `more ${noun}`) : '',
    ),
  ];
}

function whatIfBlocks({ whatIf }: ShownExplanation): readonly string[] {
  if (whatIf === null) return [];
  const heading = `### What would have kept w${whatIf.write}`;
  const rows = whatIf.found.map(({ counterfactual: { words, lostWrites }, command }) => [
    words,
    String(lostWrites),
    command,
  ]);
  const stopped = whatIf.isWhole ? [] : ['The search was stopped; there may be more.'];
  if (rows.length === 0)
    return [heading, ...(whatIf.isWhole ? ['Nothing that was tried.'] : stopped)];
  return [heading, table(['Kept if', 'Lost in all', 'Command'], rows), ...stopped];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows.map((row) => row.map(escape))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines.map(printable), '```'].join('\n');
}

/** Text that is not to be taken for markup. */
function escape(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>#|]/g, (character) => `\\${character}`);
}
