/** The screen of a lesson: a state and a size in, rows out. */
import { assertNever } from '../../../sim/base/assert.js';
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { breakLines } from '../drawing/paragraph.js';
import { fitRow, rowWidth, span, spreadRow } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { cutText, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { formatCountOf, formatShare } from '../words/quantity.js';
import { barOf } from './progress-bar.js';
import { drawQuestion, rowsAtCursor } from './draw-question.js';
import { sourceSections } from './draw-sources.js';
import { revealNarrow, revealWide } from './draw-reveal.js';
import type { LessonHeading, LessonPage, LessonState, OverPage, PredictPage } from './lesson-page.js';
import { drawParagraphs, drawSections, lastTopOfSections } from './sections.js';
import type { Section } from './sections.js';
import { regionWords, setupLines } from './setup-lines.js';

/** Draws the screen in a space of at least the smallest size, less the row of the help line. */
export function drawLesson(state: LessonState, size: Size, theme: Theme): readonly Row[] {
  const { heading, page, top } = state;
  const body = bodyOf(size);
  const foot = size.rows > body.rows + 1 ? [drawFoot(heading, size.columns, theme)] : [];
  return [drawHeading(heading, size.columns, theme), ...drawPage(page, top, body, theme), ...foot];
}

/** The last line at which what is scrolled can begin; 0 where all is seen. */
export function lastTopOfLesson({ page }: LessonState, size: Size, theme: Theme): number {
  const body = bodyOf(size);
  switch (page.kind) {
    case 'predict': {
      const plan = planPrediction(page, body);
      const sections = plan.kind === 'scrolled' ? [storyOf(page, plan.story.columns), questionOf(page, plan.story.columns)] : plan.sections;
      return lastTopOfSections(sections, plan.story);
    }
    case 'reveal': {
      const [left, right] = columnsOf(body);
      if (right === null) return lastTopOfSections(revealNarrow(page, innerSize(left).columns, theme), left);
      const both = revealWide(page, [innerSize(left).columns, innerSize(right).columns], theme);
      return Math.max(lastTopOfSections(both[0], left), lastTopOfSections(both[1], right));
    }
    case 'computing':
    case 'refused':
    case 'over':
      return 0;
    default:
      return assertNever(page);
  }
}

/** Where a question is scrolled with its story: the first line from which on the cursor is in sight; else null. */
export function topAtCursor({ page, top }: LessonState, size: Size): number | null {
  if (page.kind !== 'predict') return null;
  const plan = planPrediction(page, bodyOf(size));
  if (plan.kind !== 'scrolled') return null;
  const { columns } = innerSize(plan.story);
  const above = storyOf(page, columns).rows.length + 2;
  const [first, last] = rowsAtCursor(page, columns);
  const seen = innerSize(plan.story).rows;
  if (above + first < top) return above + first;
  return above + last >= top + seen ? above + last - seen + 1 : top;
}

/** Lines of a page of what is scrolled. */
export function pageOfLesson(size: Size): number {
  return Math.max(1, bodyOf(size).rows - 3);
}

const wideColumns = 110;
/** Below this every row is needed for the text. */
const rowsForFoot = 21;

function bodyOf({ columns, rows }: Size): Size {
  return { columns, rows: rows - 1 - (rows >= rowsForFoot ? 1 : 0) };
}

function columnsOf({ columns, rows }: Size): readonly [Size, Size | null] {
  if (columns < wideColumns) return [{ columns, rows }, null];
  const left = Math.floor(columns / 2);
  return [{ columns: left, rows }, { columns: columns - left, rows }];
}

function drawHeading({ number, lessons, title, place, places }: LessonHeading, columns: number, theme: Theme): Row {
  const name = number === null ? ' Lesson' : ` Lesson ${String(number)} of ${String(lessons)}`;
  const left: Row = [span(name, 'dim'), span(`  ${showText(title)}`, 'title')];
  const step = place > places ? '  end ' : `  step ${String(place)}/${String(places)} `;
  const bar = ` ${barOf(Math.min(place, places + 1) - 1, places)} `;
  const hasRoom = rowWidth(left) + step.length + bar.length <= columns;
  return spreadRow(left, [span(hasRoom ? `${step}${bar}` : step)], columns, theme.ellipsis);
}

function drawFoot({ streak, hintsUsed, isKept }: LessonHeading, columns: number, theme: Theme): Row {
  const kept = isKept ? 'Progress is saved locally, never sent.' : 'Progress is not saved.';
  return fitRow([span(` Streak: ${String(streak)}   Hints used: ${String(hintsUsed)}   ${kept}`, 'dim')], columns, theme.ellipsis);
}

function drawPage(page: LessonPage, top: number, size: Size, theme: Theme): readonly Row[] {
  switch (page.kind) {
    case 'computing':
      return drawPanel({ left: 'Computing', right: '' }, [[span(` ${page.words}: ${formatShare(Math.floor(page.share * 100) / 100)}`)]], size, theme);
    case 'refused':
      return drawPanel({ left: 'This step cannot be run', right: '' }, page.message.split('\n').flatMap((line) =>
        breakLines(showText(line), size.columns - 4).map((part): Row => [span(` ${part}`)])), size, theme);
    case 'predict':
      return drawPrediction(page, top, size, theme);
    case 'reveal': {
      const [left, right] = columnsOf(size);
      if (right === null) return drawSections(revealNarrow(page, innerSize(left).columns, theme), top, left, theme);
      const both = revealWide(page, [innerSize(left).columns, innerSize(right).columns], theme);
      return placeBeside(drawSections(both[0], top, left, theme), drawSections(both[1], top, right, theme));
    }
    case 'over':
      return drawSections(overSections(page, innerSize(size).columns), 0, size, theme);
    default:
      return assertNever(page);
  }
}

/** How story and question share the room. */
type PredictionPlan =
  /** Above each other or beside each other; the story is scrolled where it is longer than its part. */
  | { readonly kind: 'above' | 'beside'; readonly story: Size; readonly question: Size; readonly sections: readonly Section[] }
  /** There is room for one only: both are scrolled. */
  | { readonly kind: 'scrolled'; readonly story: Size };

/** Lines of a story that have to be in sight beside its question. */
const leastStory = 4;

function planPrediction(page: PredictPage, size: Size): PredictionPlan {
  const [left, right] = columnsOf(size);
  if (right !== null) {
    const needed = drawQuestion(page, innerSize(right).columns).length + 2;
    if (needed <= size.rows) return { kind: 'beside', story: left, question: right, sections: storySections(page, innerSize(left).columns) };
    return { kind: 'scrolled', story: size };
  }
  const inner = innerSize(size).columns;
  const question = { ...size, rows: drawQuestion(page, inner).length + 2 };
  const story = { ...size, rows: size.rows - question.rows };
  const sections = [storyOf(page, inner)];
  const lines = sections[0]?.rows.length ?? 0;
  if (story.rows - 2 < Math.min(lines, leastStory)) return { kind: 'scrolled', story: size };
  // What the story does not need is the question's.
  const spare = Math.max(0, story.rows - 2 - lines);
  return { kind: 'above', story: { ...story, rows: story.rows - spare }, question: { ...question, rows: question.rows + spare }, sections };
}

function drawPrediction(page: PredictPage, top: number, size: Size, theme: Theme): readonly Row[] {
  const plan = planPrediction(page, size);
  if (plan.kind === 'scrolled') {
    const { columns } = innerSize(size);
    return drawSections([storyOf(page, columns), questionOf(page, columns)], top, size, theme, keyForMore);
  }
  const story = drawSections(plan.sections, top, plan.story, theme, keyForMore);
  const { heading, rows } = questionOf(page, innerSize(plan.question).columns);
  const question = drawPanel({ left: heading, right: promise(plan.question.columns) }, rows, plan.question, theme, true);
  return plan.kind === 'beside' ? placeBeside(story, question) : [...story, ...question];
}

/** Where up and down choose, the help line has no room for it. */
const keyForMore = 'page-down';

function promise(columns: number): string {
  return columns >= 66 ? 'nothing is revealed until you press enter' : 'enter reveals';
}

function questionOf(page: PredictPage, columns: number): Section {
  const heading = page.variation === null ? 'Predict' : `Predict the same of: ${page.variation}`;
  return { heading, rows: drawQuestion(page, columns) };
}

function storyOf(page: PredictPage, columns: number): Section {
  const blank: Row = [];
  const cited = citedBefore(page, columns).flatMap(({ rows }) => [blank, ...rows]);
  return { heading: page.step.title, rows: [...drawParagraphs(page.step.text, columns), blank, ...drawSetup(page, columns), ...cited] };
}

function storySections(page: PredictPage, columns: number): readonly Section[] {
  return [
    { heading: page.step.title, rows: drawParagraphs(page.step.text, columns) },
    { heading: `The run: ${regionWords(page.scenario)}`, rows: drawSetup(page, columns) },
    ...citedBefore(page, columns),
  ];
}

/** What is cited before the answer, and by the hint once it is shown. */
function citedBefore({ step, isHinted }: PredictPage, columns: number): readonly Section[] {
  return sourceSections([...step.sources, ...(isHinted ? step.hintSources : [])], columns);
}

/** When, where, what: in columns. */
function drawSetup({ scenario }: PredictPage, columns: number): readonly Row[] {
  const lines = setupLines(scenario);
  const when = Math.max(0, ...lines.map((line) => line.when.length));
  const where = Math.min(Math.floor(columns / 3), Math.max(0, ...lines.map((line) => measureWidth(line.where))));
  const indent = when + where + 4;
  return lines.flatMap((line): readonly Row[] => {
    const head = ` ${line.when.padStart(when)} ${fitLeft(cutText(line.where, where, '~'), where, '~')}  `;
    return breakLines(line.what, columns - indent - 1).map((part, index): Row =>
      [span(index === 0 ? head : ' '.repeat(indent), 'dim'), span(part)]);
  });
}

function overSections({ right, wrong, skipped, again }: OverPage, columns: number): readonly Section[] {
  const all = right + wrong + skipped;
  const sentence = `${String(right)} of ${formatCountOf(all, 'question')} right, ${String(wrong)} wrong, ${String(skipped)} skipped.`;
  return [
    { heading: 'The end of the lesson', rows: drawParagraphs([sentence, 'enter leads to the list of lessons.'], columns) },
    { heading: 'What comes back', rows: drawParagraphs(again.length === 0 ? ['Nothing soon: all of it was right.'] : again, columns) },
  ];
}
