/** The panels that tell a story: its conclusion, its drawing, its steps. */
import type { Size } from '../drawing/panel.js';
import { breakLines } from '../drawing/paragraph.js';
import { span } from '../drawing/row.js';
import type { Row, Span, Tone } from '../drawing/row.js';
import { showSelected } from '../drawing/selection.js';
import { cutText, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { drawStory } from '../story/draw-story.js';
import { momentWords } from '../story/story-words.js';
import type { StoryStep } from '../story/write-story.js';
import { formatMoment } from '../words/quantity.js';
import { isLater } from './explain-state.js';
import type { ExplainState, ToldStage } from './explain-state.js';

/** What became of the write and why, as lines. */
export function drawConclusion({ subject: { story } }: ToldStage, columns: number): readonly Row[] {
  return breakLines(story.conclusion, columns - 2).map((line) => [span(` ${line}`)]);
}

/** The smallest story as a drawing, with what its letters mean; none where there is too little to draw. */
export function drawHistory(
  { told, subject }: ToldStage,
  { columns, theme, step }: { readonly columns: number; readonly theme: Theme; readonly step: number },
): DrawnHistory {
  const drawing = drawStory(told, subject.story, { columns: columns - 1, ascii: theme.ellipsis === '~' });
  if (drawing === null) return { rows: [], legend: [] };
  const legend = breakLines(`${drawing.legend}; numbers are those of the steps`, columns - 2);
  return {
    rows: drawing.rows.map((row) => markStep(row, step + 1)),
    legend: legend.map((line): Row => [span(` ${line}`, 'dim')]),
  };
}

/** A drawing, and what its letters mean; without rows where there is too little to draw. */
export interface DrawnHistory {
  readonly rows: readonly Row[];
  readonly legend: readonly Row[];
}

/** A row of the drawing with the selected step in it standing out; its number is in the list of steps too. */
function markStep(row: string, number: number): Row {
  const found = new RegExp(`(?<![\\w.])${number}[A-Z](?![\\w.])`).exec(row);
  if (found === null) return [span(row)];
  const end = found.index + found[0].length;
  return [span(row.slice(0, found.index)), span(found[0], 'accent'), span(row.slice(end))];
}

/** Step by step, with the selected one in sight. */
export function drawSteps(state: ExplainState, stage: ToldStage, size: Size, theme: Theme): readonly Row[] {
  const { steps } = stage.subject.story;
  const widths = widthsOf(steps, size.columns);
  const firstLater = steps.findIndex(({ atUs }) => isLater(state, atUs));
  const entries = steps.map((step, at): readonly Row[] => {
    const own = drawStep(step, { at, widths, size, theme, ...standingOf(state, stage, at) });
    return at === firstLater ? [laterRow(state), ...own] : own;
  });
  return showSelected(entries, state.focus.step, size.rows);
}

interface Widths {
  readonly label: number;
  readonly moment: number;
  readonly replica: number;
}

interface Standing {
  readonly isSelected: boolean;
  readonly isDecisive: boolean;
  readonly isAfter: boolean;
}

function standingOf(state: ExplainState, { subject }: ToldStage, at: number): Standing {
  return {
    isSelected: at === state.focus.step,
    isDecisive: at === subject.decisive,
    isAfter: isLater(state, subject.story.steps[at].atUs),
  };
}

function widthsOf(steps: readonly StoryStep[], columns: number): Widths {
  return {
    label: String(steps.length).length,
    moment: Math.max(0, ...steps.map(({ atUs }) => formatMoment(atUs).length)),
    replica: Math.min(Math.floor(columns / 5), Math.max(0, ...steps.map(({ replica }) => measureWidth(showText(replica))))),
  };
}

function drawStep(
  { atUs, replica, words }: StoryStep,
  { at, widths, size, theme, ...standing }: { at: number; widths: Widths; size: Size; theme: Theme } & Standing,
): readonly Row[] {
  const number = String(at + 1).padStart(widths.label);
  const moment = formatMoment(atUs).padStart(widths.moment);
  const place = fitLeft(cutText(showText(replica), widths.replica, theme.ellipsis), widths.replica, theme.ellipsis);
  const head = `${standing.isSelected ? '>' : ' '}${number} ${moment} ${place} `;
  const indent = measureWidth(head);
  const told = standing.isDecisive ? `${words} (HERE IT IS LOST)` : words;
  const tone = toneOf(standing);
  return breakLines(told, size.columns - indent - 1).map((line, index): Row => {
    const start: Span = index === 0 ? span(head, standing.isSelected ? 'strong' : 'dim') : span(' '.repeat(indent));
    return [start, span(line, tone)];
  });
}

function toneOf({ isSelected, isDecisive, isAfter }: Standing): Tone {
  if (isDecisive) return 'bad';
  if (isSelected) return 'strong';
  return isAfter ? 'dim' : 'plain';
}

function laterRow({ shownUs }: ExplainState): Row {
  return [span(` -- later than ${momentWords(shownUs ?? 0)}, the moment of the live view --`, 'warn')];
}
