/** The answer that is out: what was said and what it was, why, what happened, what to say, what to try. */
import { span } from '../drawing/row.js';
import type { Row, Tone } from '../drawing/row.js';
import { fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { breakLines } from '../drawing/paragraph.js';
import { placedWords } from './answer-words.js';
import { confidenceWords } from './draw-question.js';
import { isInEvents } from './decisive-moment.js';
import type { MomentKind } from './decisive-moment.js';
import { drawKey } from './key-drawing.js';
import { sourceSections } from './draw-sources.js';
import type { RevealPage, ShownVariation } from './lesson-page.js';
import { drawLabelled, drawParagraphs } from './sections.js';
import type { Section } from './sections.js';
import type { CitedSource, ToldStep, ToldVariation } from './told-step.js';

/** The sections of one column, for columns of this width. */
export function revealNarrow(page: RevealPage, columns: number, theme: Theme): readonly Section[] {
  const varied = variedSections(page, columns, theme);
  if (varied !== null) return [...varied, tries(page, columns), ...sources(shownTellings(page), columns)];
  return [
    verdictOf(page, columns),
    { heading: 'Why', rows: drawParagraphs(page.answer.why, columns) },
    ...happened(page, columns, theme),
    ...sayings(page, columns),
    tries(page, columns),
    ...sources([page.step, page.answer], columns),
    { heading: `The question: ${page.step.title}`, rows: drawAsked(page, columns) },
  ];
}

/** The same in two columns. */
export function revealWide(page: RevealPage, [left, right]: readonly [number, number], theme: Theme): readonly [readonly Section[], readonly Section[]] {
  const asked: Section = { heading: page.step.title, rows: drawAsked(page, left) };
  const varied = variedSections(page, right, theme);
  const happening = varied ?? happened(page, right, theme);
  return [
    [asked, verdictOf(page, left), { heading: 'Why', rows: drawParagraphs(page.answer.why, left) }, tries(page, left)],
    [...happening, ...sayings(page, right), ...sources([page.step, page.answer, ...shownTellings(page)], right)],
  ];
}

/** The verdict is a word before it is a colour. */
function verdictOf({ answer, said, outcome, confidence }: RevealPage, columns: number): Section {
  const heading = outcome === 'right' ? 'Right' : outcome === 'wrong' ? 'Wrong' : 'Skipped';
  const sure = confidence === null ? '' : `, ${confidenceWords(confidence)}`;
  const tone: Tone = outcome === 'right' ? 'good' : outcome === 'wrong' ? 'bad' : 'plain';
  const surprise = outcome === 'wrong' && confidence === 'certain'
    ? 'You were certain: this one comes back soon.' : '';
  return {
    heading,
    rows: [
      ...(said === null ? [] : drawLabelled('You said', `${placedWords(said.words)}${sure}`, columns)),
      ...drawLabelled('It was  ', placedWords(answer.was), columns, tone),
      ...drawParagraphs(said === null || said.because === null ? [] : [said.because], columns),
      ...drawParagraphs(surprise === '' ? [] : [surprise], columns, 'warn'),
    ],
  };
}

function drawAsked({ step, answer: { right }, said }: RevealPage, columns: number): readonly Row[] {
  const rows = drawParagraphs([...step.text, step.ask], columns);
  const choices = step.choices.flatMap((choice, index): readonly Row[] => {
    const marks = [
      ...(right.kind === 'choice' && right.choices.includes(index) ? ['it was this'] : []),
      ...(said?.choice === index ? ['you said this'] : []),
    ];
    const mark = marks.length === 0 ? '' : `  <- ${marks.join(', ')}`;
    return breakLines(`${choice}${mark}`, columns - 6).map((line, at): Row =>
      [span(at === 0 ? `  ${String(index + 1)}  ` : '     ', 'dim'), span(line, mark === '' ? 'plain' : 'strong')]);
  });
  const blank: Row = [];
  return choices.length === 0 ? rows : [...rows, blank, ...choices];
}

function happened({ told, key, answer }: RevealPage, columns: number, theme: Theme): readonly Section[] {
  const drawing = told === null || key === null ? [] : drawKey(told, key, { columns, ascii: theme.ellipsis === '~' });
  const figures = drawFigures(answer.figures.map(({ name, value }) => [name, value]), columns, theme);
  const what = key === null ? '' : `: ${showText(key)}`;
  return [
    ...(drawing.length === 0 ? [] : [{ heading: `What really happened${what}`, rows: drawing }]),
    ...(figures.length === 0 ? [] : [{ heading: 'Figures of the run', rows: figures }]),
  ];
}

function sayings({ answer, isFollowed }: RevealPage, columns: number): readonly Section[] {
  const { followUp } = answer;
  const hidden: readonly Row[] = [[span(' f  shows what to answer', 'dim')]];
  const blank: Row = [];
  return [
    { heading: 'Say it in the interview', rows: drawParagraphs(answer.say.map((text, index) => quoted(text, index, answer.say.length)), columns) },
    {
      heading: 'They may ask',
      rows: [
        ...drawParagraphs([followUp.ask], columns, 'strong'),
        ...(isFollowed ? [blank, ...drawParagraphs(followUp.answer, columns)] : hidden),
      ],
    },
  ];
}

function quoted(text: string, index: number, count: number): string {
  return `${index === 0 ? '"' : ''}${text}${index === count - 1 ? '"' : ''}`;
}

function tries({ answer, variations, varied, moment }: RevealPage, columns: number): Section {
  const rows = answer.variations.flatMap((title, index): readonly Row[] => {
    const shown = variations[index] ?? null;
    const state = shown === null ? '' : shown.told.tells.join(' ');
    const isHere = index === varied;
    const label = `${isHere ? '>' : ' '}${String(index + 1)} `;
    return breakLines(state === '' ? title : `${title}: ${state}`, columns - 6).map((line, at): Row =>
      [span(at === 0 ? ` ${label} ` : '     ', 'accent'), span(line, isHere ? 'strong' : 'plain')]);
  });
  return { heading: 'Try it on the same seed', rows: [...rows, [span('  k  ', 'accent'), span(`the live view of this run, ${momentWords(moment)}`)]] };
}

function momentWords(moment: MomentKind): string {
  if (isInEvents(moment)) return 'at the moment that decided it';
  return moment === 'fault' ? 'at the first fault' : 'from its start';
}

/** Of the variations that were looked at. */
function shownTellings({ variations }: RevealPage): readonly ToldVariation[] {
  return variations.flatMap((shown) => (shown === null ? [] : [shown.told]));
}

function sources(tellings: readonly { readonly sources: readonly CitedSource[] }[], columns: number): readonly Section[] {
  return sourceSections(tellings.flatMap((told) => told.sources), columns);
}

/** What a variation tells, in the place of what the step told; null where none is in sight. */
function variedSections(page: RevealPage, columns: number, theme: Theme): readonly Section[] | null {
  const { varied, variations, answer } = page;
  const shown = varied === null ? null : variations[varied] ?? null;
  if (varied === null || shown === null) return null;
  const { told } = shown;
  const figures = told.figures.map(({ name, before, value }): readonly string[] => [name, before, value]);
  const rows = figures.length === 0 ? [] : drawFigures([['', 'as it was', 'so'], ...figures], columns, theme);
  return [
    { heading: `Same seed: ${told.title}`, rows: [...drawAnswers(shown, answer, columns), ...drawParagraphs(told.tells, columns)] },
    ...(rows.length === 0 ? [] : [{ heading: 'Figures', rows }]),
  ];
}

function drawAnswers({ told, said }: ShownVariation, answer: ToldStep, columns: number): readonly Row[] {
  if (told.was === null) return [];
  const blank: Row = [];
  const [before, after] = [placedWords({ ...answer.was, near: '' }), placedWords(told.was)];
  const tone: Tone = said?.isRight === true ? 'good' : 'bad';
  return [
    ...(said === null ? [] : [
      ...drawLabelled('You said ', placedWords(said.words), columns, tone),
      ...drawLabelled('Which is ', said.isRight ? 'right' : 'wrong', columns, tone),
    ]),
    ...drawLabelled('As it was', before, columns),
    ...drawLabelled('So it is ', before === after ? 'the same' : after, columns, 'strong'),
    blank,
  ];
}

/** A table: names, then one or two values. */
function drawFigures(lines: readonly (readonly string[])[], columns: number, theme: Theme): readonly Row[] {
  const values = Math.max(0, ...lines.map((line) => line.length - 1));
  const room = columns - 2 - values * 2;
  const widths = Array.from({ length: values }, (_, at) =>
    Math.min(Math.floor(room / (values + 1)), Math.max(0, ...lines.map((line) => measureWidth(line[at + 1] ?? '')))));
  const names = Math.min(Math.max(0, ...lines.map((line) => measureWidth(line[0] ?? ''))), room - widths.reduce((a, b) => a + b, 0));
  return lines.map(([name = '', ...cells]): Row => [
    span(` ${fitLeft(name, names, theme.ellipsis)}`, 'dim'),
    ...cells.map((cell, at) => span(`  ${fitLeft(cell, widths[at] ?? 0, theme.ellipsis)}`, at === cells.length - 1 ? 'strong' : 'plain')),
  ]);
}
