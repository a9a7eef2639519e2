/** Steps of lessons as lines of text: words before colours, nothing redrawn, in the order in which they are read aloud. */
import type { Visit } from '../../scenarios/lessons/walk.js';
import type { Paint } from '../color.js';
import { printable } from '../printable.js';
import { hanging, stepLines, wrapWords } from '../report/explain/explanation-text.js';
import { textColumns } from '../report/layout.js';
import { listedWords } from '../view/learn/answer-words.js';
import type { AskedStep, CitedSource, SaidAnswer, ToldFigure, ToldStep, ToldVariation } from '../view/learn/told-step.js';
import { tellKey } from '../view/story/key-story.js';
import type { ToldRun } from '../view/story/run-index.js';

/** How lines look. */
export interface LineStyle {
  readonly paint: Paint;
  /** No character outside ASCII. */
  readonly ascii: boolean;
}

/** Paragraphs as lines, a blank one between each two. */
export function paragraphs(...texts: readonly string[]): readonly string[] {
  return texts.flatMap((paragraph, at) => [...(at === 0 ? [] : ['']), ...wrapWords(paragraph, textColumns)]);
}

/** What is asked. */
export function askLines({ text, ask, choices, sources }: AskedStep, { paint }: LineStyle): readonly string[] {
  return [
    ...paragraphs(...text),
    '',
    ...paragraphs(ask).map((line) => paint.bold(line)),
    ...choices.flatMap((choice, at) => hanging(`  ${String(at + 1)}  `, choice)),
    ...sourceLines(sources),
  ];
}

/** What was said and what was right. */
export function outcomeLines(
  { confidence, outcome }: Visit,
  told: ToldStep,
  said: SaidAnswer | null,
  { paint }: LineStyle,
): readonly string[] {
  const judged = outcome === 'right' ? paint.green('Right.') : paint.red(confidence === 'certain' ? 'Wrong, and certain: this one comes back soonest.' : 'Wrong.');
  return [
    said === null ? 'Skipped.' : judged,
    ...(said === null ? [] : listed('  You said  ', listedWords(said.words), ` (${confidence ?? ''})`)),
    ...listed('  It was    ', listedWords(told.was)),
    ...(said === null || said.because === null ? [] : ['', ...paragraphs(said.because)]),
  ];
}

/** Items one below the other, behind a head. */
function listed(head: string, items: readonly string[], end = ''): readonly string[] {
  return items.flatMap((item, at) =>
    hanging(at === 0 ? head : ' '.repeat(head.length), at === items.length - 1 ? `${item}${end}` : item));
}

/** Why, and what follows. */
export function tellLines(told: ToldStep, style: LineStyle, history: readonly string[]): readonly string[] {
  const heading = (words: string) => style.paint.bold(words);
  return [
    heading('Why'),
    ...paragraphs(...told.why),
    ...(told.figures.length === 0 ? [] : ['', heading('Figures of the run'), ...figureLines(told.figures)]),
    ...(history.length === 0 ? [] : ['', ...history]),
    '',
    heading('Say it'),
    ...paragraphs(...told.say),
    '',
    heading('They may ask'),
    ...paragraphs(told.followUp.ask),
    ...hanging('  Answer: ', told.followUp.answer.join(' ')),
    ...sourceLines(told.sources),
  ];
}

/** What really happened to a key: its writes line by line, and what every replica holds; none where it cannot be told. */
export function historyLines(told: ToldRun | null, key: string | null, { paint }: LineStyle): readonly string[] {
  const story = told === null || key === null ? null : tellKey(told, key);
  if (story === null) return [];
  const steps = story.steps.map((step) => ({ ...step, label: step.write === null ? '' : `w${String(step.write)}` }));
  return [
    paint.bold(`What really happened to ${printable(story.key)}`),
    ...stepLines(steps, mostSteps),
    ...story.ends.flatMap(({ replica, holds }) => hanging(`  In the end ${printable(replica)} holds `, holds)),
  ];
}

const mostSteps = 30;

/** A variation, with its figures beside those of the step. */
export function variationLines({ title, tells, figures, sources }: ToldVariation, style: LineStyle): readonly string[] {
  const compared = figures.map(({ name, before, value }) =>
    ({ name, value: before === value ? value : `${value}   (was ${before})` }));
  return [
    style.paint.bold(`Variation: ${title}`),
    ...paragraphs(...tells),
    ...figureLines(compared),
    ...sourceLines(sources),
  ];
}

/** Figures one below the other. */
export function figureLines(figures: readonly ToldFigure[]): readonly string[] {
  const columns = Math.min(40, Math.max(0, ...figures.map(({ name }) => name.length)));
  return figures.flatMap(({ name, value }) => hanging(`  ${name.padEnd(columns)}  `, value));
}

/** A hint that was asked for. */
export function hintLines({ hint, hintSources }: AskedStep): readonly string[] {
  if (hint === null) return ['There is no hint for this one.'];
  return [...paragraphs(`Hint: ${hint}`), ...sourceLines(hintSources)];
}

function sourceLines(sources: readonly CitedSource[]): readonly string[] {
  if (sources.length === 0) return [];
  return ['', ...sources.flatMap(({ number, title, url }) => {
    return [...hanging(`  [${String(number)}] `, title), ...(url === null ? [] : [`      ${url}`])];
  })];
}
