/** An explanation for people at a terminal of 80 columns. */
import { assertNever } from '../../../sim/base/assert.js';
import { printable } from '../../printable.js';
import { drawStory } from '../../view/story/draw-story.js';
import type { LoggedConflict } from '../../view/story/conflict-log.js';
import type { KeyStory } from '../../view/story/key-story.js';
import { momentWords } from '../../view/story/story-words.js';
import type { StoryStep, WriteStory } from '../../view/story/write-story.js';
import { cutText, measureWidth } from '../../view/drawing/text-width.js';
import { countOf, formatCount } from '../format.js';
import { table, textColumns, wrap } from '../layout.js';
import type { TextStyle } from '../text.js';
import { conflictHeader, conflictRows } from './conflict-rows.js';
import { cutMiddleOf, type ExplainedSubject, type ShownExplanation } from './explanation.js';
import { fateSentence, headingOf, missedWords, noneLost, subtitleOf, titleOf } from './explanation-words.js';

/** The whole of it. Its last line repeats the command. */
export function renderExplanationText(shown: ShownExplanation, style: TextStyle): string {
  const { told, subject } = shown;
  const sections = [
    [
      ...wrap(titleOf(shown), textColumns).map((line) => style.paint.bold(line)),
      ...wrap(subtitleOf(told.scenario), textColumns),
    ],
    ...subjectSections(subject, shown, style),
    whatIfLines(shown, style),
    [`Fingerprint  ${told.run.report.fingerprint}`, `Again        ${shown.repeat}`],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${style.ascii ? toAscii(text) : text}\n`;
}

function subjectSections(
  subject: ExplainedSubject,
  shown: ShownExplanation,
  style: TextStyle,
): readonly (readonly string[])[] {
  switch (subject.kind) {
    case 'write':
      return storySections(subject.story, shown, style);
    case 'key':
      return keySections(subject.story, shown, style);
    case 'lost': {
      const { first } = subject;
      if (first === null) return [nothingLostLines(subject, shown)];
      const isOne = subject.groups.length === 1 && subject.groups[0].writes.length === 1;
      return [
        isOne ? [] : groupLines(subject, shown),
        [style.paint.bold(headingOf(first))],
        ...storySections(first, shown, style),
      ];
    }
    case 'conflicts':
      return [conflictLines(subject.conflicts, shown, style), wrap(missedWords(shown) ?? '', textColumns)];
    default:
      return assertNever(subject);
  }
}

function storySections(
  story: WriteStory,
  { told, limit }: ShownExplanation,
  style: TextStyle,
): readonly (readonly string[])[] {
  const drawing = drawStory(told, story, { columns: textColumns, ascii: style.ascii });
  return [
    wrapWords(story.conclusion, textColumns),
    drawing === null
      ? []
      : [...drawing.rows, '', ...hanging(' ', `${drawing.legend}; numbers are those of the steps`)],
    stepLines(
      story.steps.map((step, at) => ({ ...step, label: String(at + 1) })),
      limit,
    ),
  ];
}

function keySections(
  story: KeyStory,
  { limit }: ShownExplanation,
  style: TextStyle,
): readonly (readonly string[])[] {
  const steps = story.steps.map((step) => ({
    ...step,
    label: step.write === null ? '' : `w${step.write}`,
  }));
  const { before, omitted, after } = cutMiddleOf(story.writes, Math.max(2, Math.floor(limit / 2)));
  const fates = (list: typeof before) =>
    list.flatMap(({ write, fate, conclusion }) => {
      return hanging(`  ${`w${write}`.padEnd(6)} `, fateSentence(fate, conclusion));
    });
  return [
    stepLines(steps, limit),
    [
      style.paint.bold('At the end'),
      ...story.ends.map(
        ({ replica, holds }) => `  ${cutText(printable(replica), 16, '~').padEnd(16)}  ${holds}`,
      ),
    ],
    [
      style.paint.bold('What became of each'),
      ...fates(before),
      ...omittedLine(omitted, 'write'),
      ...fates(after),
    ],
  ];
}

function conflictLines(
  conflicts: readonly LoggedConflict[],
  { told, limit, commandFor }: ShownExplanation,
  { paint }: TextStyle,
): readonly string[] {
  const { rows, hidden } = conflictRows(told, conflicts, limit);
  if (conflicts.length === 0) return [];
  const [head = '', ...body] = table([conflictHeader, ...rows]);
  return [
    paint.bold(head),
    ...body,
    ...(hidden === null ? [] : [hidden]),
    '',
    'Of a write, why it stayed or went:',
    `  ${commandFor({ write: conflicts[0].writes[0] })}`,
  ];
}

function groupLines(
  { groups }: ExplainedSubject & { readonly kind: 'lost' },
  { limit, commandFor }: ShownExplanation,
): readonly string[] {
  const shown = groups.slice(0, limit);
  const lines = shown.flatMap(({ words, writes }) => [
    ...hanging('  ', words),
    ...(writes.length === 1 ? [] : [`      ${commandFor({ write: writes[0] })}`]),
  ]);
  const more = groups.slice(limit);
  const rest = more.reduce((sum, { writes }) => sum + writes.length, 0);
  return more.length === 0
    ? lines
    : [
        ...lines,
        `  and ${countOf(rest, 'write')} in ${countOf(more.length, 'more group')}; --limit shows them`,
      ];
}

function nothingLostLines(
  { conflictKeys }: ExplainedSubject & { readonly kind: 'lost' },
  { told, commandFor }: ShownExplanation,
): readonly string[] {
  const { acknowledged } = told.run.report.writes;
  const none = noneLost(acknowledged);
  const [key] = conflictKeys;
  if (key === undefined) {
    return acknowledged === 0
      ? [none]
      : [
          ...wrap(
            `${none} No concurrent writes met either. A write can be explained all the same:`,
            textColumns,
          ),
          `  ${commandFor({ write: 0 })}`,
        ];
  }
  const names = conflictKeys
    .slice(0, 5)
    .map((each) => cutText(printable(each), 24, '~'))
    .join(', ');
  const more = conflictKeys.length > 5 ? ` and ${formatCount(conflictKeys.length - 5)} more` : '';
  const met = `Concurrent writes met on ${countOf(conflictKeys.length, 'key')}: ${names}${more}`;
  const where = `${met}. To see what came of them:`;
  return [...wrap(`${none} ${where}`, textColumns), `  ${commandFor({ key })}`];
}

/** A step with what stands before it. */
export interface LabelledStep extends StoryStep {
  readonly label: string;
}

/** One line a step, or more where its words need them: when, where, what. */
export function stepLines(steps: readonly LabelledStep[], limit: number): readonly string[] {
  const { before, omitted, after } = cutMiddleOf(steps, limit);
  const all = [...before, ...after];
  const widths = {
    label: Math.max(...all.map(({ label }) => label.length)),
    moment: Math.max(...all.map(({ atUs }) => momentWords(atUs).length)),
    replica: Math.min(
      mostReplica,
      Math.max(...all.map(({ replica }) => measureWidth(printable(replica)))),
    ),
  };
  const line = ({ label, atUs, replica, words }: LabelledStep) => {
    const place = cutText(printable(replica), widths.replica, '~');
    const moment = momentWords(atUs).padStart(widths.moment);
    const padding = ' '.repeat(widths.replica - measureWidth(place));
    const head = ` ${label.padStart(widths.label)}  ${moment}  ${place}${padding}  `;
    return hanging(head, words);
  };
  return [...before.flatMap(line), ...omittedLine(omitted, 'step'), ...after.flatMap(line)];
}

const mostReplica = 14;

function omittedLine(omitted: number, noun: string): readonly string[] {
  return omitted === 0 ? [] : [`    ... ${countOf(omitted, `more ${noun}`)}; --limit shows them`];
}

function whatIfLines({ whatIf }: ShownExplanation, style: TextStyle): readonly string[] {
  if (whatIf === null) return [];
  const title = style.paint.bold(`What would have kept w${whatIf.write}`);
  const stopped = whatIf.isWhole ? [] : ['  The search was stopped; there may be more.'];
  if (whatIf.found.length === 0)
    return [title, ...(whatIf.isWhole ? ['  Nothing that was tried.'] : stopped)];
  return [
    `${title}, with the same seed; each was run`,
    ...whatIf.found.flatMap(({ counterfactual: { words, lostWrites }, command }) => [
      ...hanging(
        '  kept if ',
        `${words} (${lossesWords(lostWrites)})`,
      ),
      `    ${command}`,
    ]),
    ...stopped,
  ];
}

function lossesWords(lostWrites: number): string {
  return lostWrites === 0 ? 'nothing is lost then' : `${countOf(lostWrites, 'write')} lost in all`;
}

/** Words after a head, wrapped below themselves. */
export function hanging(head: string, words: string): readonly string[] {
  const indent = measureWidth(head);
  return wrapWords(words, textColumns - indent).map(
    (line, at) => `${at === 0 ? head : ' '.repeat(indent)}${line}`,
  );
}

/** Breaks lines, but never between a number and its unit. */
export function wrapWords(words: string, columns: number): readonly string[] {
  const joined = words.replace(/(\d) (?=(?:us|ms|s|min|h)\b)/g, `$1${joiner}`);
  return wrap(joined, columns).map((line) => line.replaceAll(joiner, ' '));
}

/** A character of one column that no text from outside has left in it. */
const joiner = '\u0001';

function toAscii(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, '?');
}
