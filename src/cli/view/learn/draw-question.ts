/** A question that waits for an answer: what can be chosen, what was typed, how sure. */
import { assertNever } from '../../../sim/base/assert.js';
import { confidences } from '../../../scenarios/lessons/lesson.js';
import type { Confidence } from '../../../scenarios/lessons/lesson.js';
import { breakLines } from '../drawing/paragraph.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { takeLastColumns } from '../drawing/text-width.js';
import { formatShare } from '../words/quantity.js';
import type { PredictPage } from './lesson-page.js';
import { drawLabelled, drawParagraphs } from './sections.js';

/** All of it, as rows of this width. */
export function drawQuestion(page: PredictPage, columns: number): readonly Row[] {
  const { step, isHinted, problem, share } = page;
  const hint = isHinted && step.hint !== null ? [blank, ...drawLabelled('Hint', step.hint, columns)] : [];
  return [
    ...drawParagraphs([step.ask], columns, 'strong'),
    blank,
    ...drawInput(page, columns),
    blank,
    drawConfidence(page.input.confidence),
    ...hint,
    ...drawParagraphs(problem === '' ? [] : [problem], columns, 'warn'),
    ...(page.variation === null ? [] : [[span(' s  shows it without a prediction', 'dim')]]),
    ...(share === null ? [] : [[span(` Computing the run: ${formatShare(Math.floor(share * 100) / 100)}`, 'dim')]]),
  ];
}

/** The first and the last row of what the cursor is on, among those of {@link drawQuestion}. */
export function rowsAtCursor(page: PredictPage, columns: number): readonly [first: number, last: number] {
  const above = drawParagraphs([page.step.ask], columns).length + 1;
  const entries = entriesOf(page, columns);
  const before = entries.slice(0, page.input.cursor).flat().length;
  return [above + before, above + before + (entries[page.input.cursor] ?? []).length - 1];
}

/** How sure somebody says to be, in a sentence. */
export function confidenceWords(confidence: Confidence): string {
  switch (confidence) {
    case 'guess':
      return 'a guess';
    case 'fairly':
      return 'fairly sure';
    case 'certain':
      return 'certain';
    default:
      return assertNever(confidence);
  }
}

const blank: Row = [];

function drawInput(page: PredictPage, columns: number): readonly Row[] {
  const { question, input, step } = page;
  if (question.kind === 'number') {
    const typed = takeLastColumns(input.typed, Math.max(1, columns - 12));
    const how = drawParagraphs([step.how], columns, 'dim');
    return [[span('   > '), span(`${typed}_`, 'accent')], ...how];
  }
  const how = question.kind === 'order' ? drawParagraphs([`the ${question.first} first; space takes one up, up and down move it`], columns, 'dim') : [];
  return [...entriesOf(page, columns).flat(), ...how];
}

function entriesOf({ question, input, step }: PredictPage, columns: number): readonly (readonly Row[])[] {
  if (question.kind === 'number') return [];
  const places = question.kind === 'order' ? input.items : step.choices.map((_, index) => index);
  return places.map((place, index) => {
    const isHere = index === input.cursor;
    const sign = isHere ? (input.isHeld ? '<>' : ' >') : '  ';
    const number = question.kind === 'order' ? `${String(index + 1)}.` : `${String(index + 1)} `;
    return breakLines(step.choices[place] ?? '', columns - 9).map((line, at): Row =>
      [span(at === 0 ? `  ${sign} ${number} ` : '        ', isHere ? 'accent' : 'dim'), span(line, isHere ? 'strong' : 'plain')]);
  });
}

function drawConfidence(chosen: Confidence): Row {
  const marks = confidences.map((one) => span(`  ${one === chosen ? '(*)' : '( )'} ${one}`, one === chosen ? 'strong' : 'plain'));
  return [span(' How sure are you?'), ...marks];
}
