/** The screen that explains losses: a state and a size in, rows out. */
import { assertNever } from '../../../sim/base/assert.js';
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { breakLines } from '../drawing/paragraph.js';
import { span, spreadRow } from '../drawing/row.js';
import type { Row, Span } from '../drawing/row.js';
import { cutMiddle, cutText, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { formatCount, formatCountOf, formatShare } from '../words/quantity.js';
import { nameStrategy } from '../words/strategy-words.js';
import { drawLosses, drawRepeats, drawWhatIf } from './choice-panels.js';
import { explainPanels } from './explain-state.js';
import type { ExplainedItem, ExplainPanel, ExplainStage, ExplainState, ToldStage } from './explain-state.js';
import { drawConclusion, drawHistory, drawSteps } from './story-panels.js';

/** Draws the screen in a space of at least the smallest size, less the row of the help line. */
export function drawExplain(state: ExplainState, size: Size, theme: Theme): readonly Row[] {
  const { stage } = state;
  const status = drawStatus(state, size.columns, theme);
  if (stage.kind !== 'told') {
    const panel = { columns: size.columns, rows: size.rows - 1 };
    const lines = breakLines(waitingWords(stage), panel.columns - 4);
    return [status, ...drawPanel({ left: 'Explain', right: '' }, lines.map((line) => [span(` ${line}`)]), panel, theme)];
  }
  const canvas = { state, stage, theme };
  return [status, ...(isWide(size) ? drawWide(canvas, size) : drawNarrow(canvas, size))];
}

interface Canvas {
  readonly state: ExplainState;
  readonly stage: ToldStage;
  readonly theme: Theme;
}

function isWide({ columns, rows }: Size): boolean {
  return columns >= 110 && rows >= 28;
}

function drawWide(canvas: Canvas, { columns, rows }: Size): readonly Row[] {
  const verdict = verdictPanel(canvas, columns, 4);
  const again = drawChoice(canvas, 'again', { columns, rows: canvas.stage.repeats.length + 2 });
  const left = Math.round(columns * 0.5);
  const { rows: drawing, legend } = drawHistory(canvas.stage, historyLook(canvas, left));
  const history = [...drawing, ...legend];
  const rest = rows - 1 - verdict.length - again.length;
  const upper = Math.max(Math.ceil(rest * 0.5), Math.min(rest - 7, history.length + 2));
  const drawn = drawPanel({ left: historyTitle, right: '' }, history, { columns: left, rows: upper }, canvas.theme);
  const right = columns - left;
  const lower = rest - upper;
  return [
    ...verdict,
    ...placeBeside(drawn, drawChoice(canvas, 'why', { columns: right, rows: upper })),
    ...placeBeside(
      drawChoice(canvas, 'losses', { columns: left, rows: lower }),
      drawChoice(canvas, 'what-if', { columns: right, rows: lower }),
    ),
    ...again,
  ];
}

function drawNarrow(canvas: Canvas, { columns, rows }: Size): readonly Row[] {
  const { state, stage, theme } = canvas;
  const verdict = verdictPanel(canvas, columns, rows >= 22 ? 3 : 2);
  const repeat = `Run again: ${stage.repeats[0]?.command ?? ''}`;
  const again: Row = [span(` ${cutText(showText(repeat), columns - 2, theme.ellipsis)}`)];
  const rest = rows - 2 - verdict.length;
  const { rows: drawing, legend } = drawHistory(stage, historyLook(canvas, columns));
  const fits = (lines: number) => rest - lines - 2 >= leastRows;
  const history = fits(drawing.length + legend.length) ? [...drawing, ...legend] : drawing;
  // The steps say in words all that is drawn: the drawing gives way.
  const drawn = history.length > 0 && fits(history.length) ? history.length + 2 : 0;
  const size = { columns, rows: drawn };
  const panel = drawn === 0 ? [] : drawPanel({ left: historyTitle, right: '' }, history, size, theme);
  return [...verdict, ...panel, ...drawChoice(canvas, state.focus.panel, { columns, rows: rest - drawn }), again];
}

const historyTitle = 'What happened where, time to the right';
/** A frame and three rows in it. */
const leastRows = 5;

function historyLook({ state, theme }: Canvas, columns: number) {
  return { columns: columns - 2, theme, step: state.focus.step };
}

function verdictPanel({ stage, theme }: Canvas, columns: number, mostLines: number): readonly Row[] {
  const lines = drawConclusion(stage, columns - 2);
  const shown = lines.slice(0, mostLines);
  if (shown.length < lines.length) shown[shown.length - 1] = [...(shown.at(-1) ?? []), span(` ${theme.ellipsis}`)];
  return drawPanel({ left: 'Verdict', right: '' }, shown, { columns, rows: shown.length + 2 }, theme);
}

function drawChoice({ state, stage, theme }: Canvas, panel: ExplainPanel, size: Size): readonly Row[] {
  const inner = innerSize(size);
  const title = `${explainPanels.indexOf(panel) + 1} ${titleOf(panel, stage.items)}`;
  const isFocused = state.focus.panel === panel;
  return drawPanel(
    { left: title, right: isFocused ? 'selected here, tab next' : '' },
    rowsOf(panel, { state, stage, theme }, inner),
    size,
    theme,
  );
}

function rowsOf(panel: ExplainPanel, { state, stage, theme }: Canvas, size: Size): readonly Row[] {
  switch (panel) {
    case 'why':
      return drawSteps(state, stage, size, theme);
    case 'what-if':
      return drawWhatIf(state, stage, size);
    case 'losses':
      return drawLosses(state, stage, size);
    case 'again':
      return drawRepeats(state, stage, size);
    default:
      return assertNever(panel);
  }
}

function titleOf(panel: ExplainPanel, items: readonly ExplainedItem[]): string {
  switch (panel) {
    case 'why':
      return 'Why, step by step';
    case 'what-if':
      return 'What would have kept it, same seed';
    case 'losses':
      return `To explain: ${formatCountOf(items.length, 'group')}`;
    case 'again':
      return 'Again';
    default:
      return assertNever(panel);
  }
}

function drawStatus({ scenario, stage }: ExplainState, columns: number, theme: Theme): Row {
  const name = cutMiddle(showText(scenario.name), Math.floor(columns / 3), theme.ellipsis);
  const facts = [name, nameStrategy(scenario).replace(/^resolver /, ''), `seed ${showText(scenario.seed)}`].join(' | ');
  if (stage.kind !== 'told') return spreadRow([span(' Explain', 'title')], [span(`${facts} `)], columns, theme.ellipsis);
  const { story } = stage.subject;
  const what = ` w${story.write} of ${cutMiddle(showText(story.key), Math.floor(columns / 4), theme.ellipsis)}`;
  return spreadRow(
    [verdictSpan(stage), span(what, 'title'), span(`  ${facts}`, 'dim')],
    [span(` ${countWords(stage)} `)],
    columns,
    theme.ellipsis,
  );
}

function verdictSpan({ subject: { story } }: ToldStage): Span {
  if (story.fate === null) return span(' NO ANSWER', 'warn');
  return span(` ${story.fate.toUpperCase()}`, story.fate === 'lost' ? 'bad' : 'good');
}

function countWords({ items, subject }: ToldStage): string {
  const before = items.slice(0, subject.item).reduce((sum, { writes }) => sum + writes.length, 0);
  const all = items.reduce((sum, { writes }) => sum + writes.length, 0);
  const noun = subject.story.fate === 'lost' ? 'loss' : 'write';
  return `${noun} ${formatCount(before + subject.place + 1)} of ${formatCount(all)}`;
}

function waitingWords(stage: Exclude<ExplainStage, { kind: 'told' }>): string {
  switch (stage.kind) {
    case 'recording': {
      const percent = formatShare(Math.floor(stage.share * 100) / 100);
      return `Running it to its end, to know what was lost: ${percent}, ${formatCountOf(stage.events, 'event')} ...`;
    }
    case 'too-long':
      return (
        `A run of more than ${formatCount(stage.events)} events is too long to be told. ` +
        'Shorten it: --set duration=...'
      );
    case 'nothing':
      return stage.words;
    default:
      return assertNever(stage);
  }
}
