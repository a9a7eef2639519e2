/** A lesson as a Markdown document: questions first, answers folded at the end. */
import type { Lesson } from '../../scenarios/lessons/lesson.js';
import type { Stop } from '../../scenarios/lessons/walk.js';
import { printable } from '../printable.js';
import { listedWords } from '../view/learn/answer-words.js';
import { decisiveMoment } from '../view/learn/decisive-moment.js';
import { askStep, tellStep, tellVariation } from '../view/learn/told-step.js';
import { tellKey } from '../view/story/key-story.js';
import { momentWords } from '../view/story/story-words.js';
import { runCommandOf } from './run-command.js';
import type { LessonRun } from './run-step.js';

/** A step all of whose runs have ended. */
export interface WholeStop {
  readonly stop: Stop;
  readonly runs: ReadonlyMap<string, LessonRun>;
}

/** The document; `file` is what commands call the lesson's own file. */
export function lessonMarkdown(lesson: Lesson, stops: readonly WholeStop[], file: string): string {
  const blocks = [
    `# ${escapeMarkdown(lesson.title)}`,
    escapeMarkdown(lesson.about.trim()),
    ...stops.flatMap(questionBlocks),
    '## Answers',
    ...stops.flatMap((whole, at) => answerBlocks(whole, at, file)),
    ...sourceBlocks(lesson),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function questionBlocks({ stop, runs }: WholeStop, at: number): readonly string[] {
  const { text, ask, choices, how, hint } = askStep(stop, runs);
  return [
    `## ${String(at + 1)}. ${escapeMarkdown(stop.step.title)}`,
    ...text.map(escapeMarkdown),
    `**${escapeMarkdown(ask)}**`,
    ...(choices.length === 0 ? [`Answer with ${escapeMarkdown(how)}.`] : [choices.map((choice, i) => `${String(i + 1)}. ${escapeMarkdown(choice)}`).join('\n')]),
    ...(hint === null ? [] : [folded('Hint', [escapeMarkdown(hint)])]),
  ];
}

function answerBlocks({ stop, runs }: WholeStop, at: number, file: string): readonly string[] {
  const { step } = stop;
  const told = tellStep(stop, runs);
  const run = runs.get(step.run.name) ?? null;
  const own = run?.told ?? null;
  const story = own === null || step.show.key === null ? null : tellKey(own, step.show.key);
  const variations = step.variations.map((variation) => {
    const { title, tells, figures } = tellVariation(stop, variation, runs);
    return [
      `- **${escapeMarkdown(title)}**: ${escapeMarkdown(tells.join(' '))}`,
      ...(figures.length === 0 ? [] : [`  ${figures.map(({ name, value }) => `\`${name}\` ${escapeMarkdown(value)}`).join(', ')}`]),
    ].join('\n');
  });
  return [folded(`${String(at + 1)}. ${escapeHtml(step.title)}`, [
    `It was: **${escapeMarkdown(listedWords(told.was).join('; '))}**`,
    ...told.why.map(escapeMarkdown),
    ...(told.figures.length === 0 ? [] : [tableOf(['figure', 'value'], told.figures.map(({ name, value }) => [`\`${name}\``, escapeMarkdown(value)]))]),
    ...(story === null ? [] : [
      `What really happened to \`${printable(story.key)}\`:`,
      tableOf(['time', 'where', 'write', 'what'], story.steps.slice(0, mostSteps).map(({ atUs, replica, write, words }) =>
        [momentWords(atUs), escapeMarkdown(printable(replica)), write === null ? '' : `w${String(write)}`, escapeMarkdown(words)])),
      story.ends.map(({ replica, holds }) => `In the end ${escapeMarkdown(printable(replica))} holds ${escapeMarkdown(holds)}.`).join(' '),
    ]),
    `Variations, on the same seed:\n\n${variations.join('\n')}`,
    `Say it: ${told.say.map(escapeMarkdown).join('\n\n')}`,
    `They may ask: ${escapeMarkdown(told.followUp.ask)}`,
    ...told.followUp.answer.map(escapeMarkdown),
    `\`\`\`sh\n${runCommandOf(step.run, file, run === null ? null : decisiveMoment(step, run))}\n\`\`\``,
  ])];
}

/** More lines than this are for the screen. */
const mostSteps = 40;

function sourceBlocks({ sources }: Lesson): readonly string[] {
  if (sources.length === 0) return [];
  const lines = sources.map(({ title, url }, at) => `- [${String(at + 1)}] ${escapeMarkdown(printable(title))}${url === null ? '' : ` <${printable(url)}>`}`);
  return ['## Sources', lines.join('\n')];
}

function folded(summary: string, blocks: readonly string[]): string {
  return ['<details>', `<summary>${summary}</summary>`, '', blocks.join('\n\n'), '', '</details>'].join('\n');
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Characters that would be taken for markup. */
function escapeMarkdown(text: string): string {
  return escapeHtml(text).replaceAll(/([\\`*_[\]#])/g, String.raw`\$1`);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
