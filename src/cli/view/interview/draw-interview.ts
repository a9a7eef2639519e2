/** The screen of an interview: what is asked or told, and the design so far beside or below it. */
import { assertNever } from '../../../sim/base/assert.js';
import { innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { breakLines } from '../drawing/paragraph.js';
import { span, spreadRow } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { barOf } from '../learn/progress-bar.js';
import { drawParagraphs, drawSections, lastTopOfSections } from '../learn/sections.js';
import type { Section } from '../learn/sections.js';
import type { Part, Passage } from './passage.js';

/** The screen at one moment. */
export interface InterviewState {
  readonly title: string;
  /** From 1; past `places` behind the last question. */
  readonly place: number;
  readonly places: number;
  readonly main: readonly Passage[];
  readonly side: readonly Passage[];
  /** The first line that is seen where not all have room. */
  readonly top: number;
}

/** Draws the screen in a space of at least the smallest size, less the row of the help line. */
export function drawInterview(state: InterviewState, size: Size, theme: Theme): readonly Row[] {
  const { top } = state;
  const [main, side] = columnsOf(size);
  const heading = drawHeading(state, size.columns, theme);
  const body = drawSections(mainSections(state, size, theme), top, main, theme);
  if (side === null) return [heading, ...body];
  return [heading, ...placeBeside(body, drawSections(sectionsOf(state.side, side, theme), 0, side, theme))];
}

/** The last line at which what is scrolled can begin; 0 where all is seen. */
export function lastTopOfInterview(state: InterviewState, size: Size, theme: Theme): number {
  return lastTopOfSections(mainSections(state, size, theme), columnsOf(size)[0]);
}

/** Lines of a page of what is scrolled. */
export function pageOfInterview({ rows }: Size): number {
  return Math.max(1, rows - 4);
}

const wideColumns = 110;

function columnsOf({ columns, rows }: Size): readonly [main: Size, side: Size | null] {
  const body = { columns, rows: rows - 1 };
  if (columns < wideColumns) return [body, null];
  const right = Math.floor(columns * 0.36);
  return [{ ...body, columns: columns - right }, { ...body, columns: right }];
}

function mainSections(state: InterviewState, size: Size, theme: Theme): readonly Section[] {
  const [main, side] = columnsOf(size);
  return sectionsOf(side === null ? [...state.main, ...state.side] : state.main, main, theme);
}

function sectionsOf(passages: readonly Passage[], size: Size, theme: Theme): readonly Section[] {
  const { columns } = innerSize(size);
  return passages.map(({ heading, parts }) => ({ heading, rows: parts.flatMap((part, at) => drawPart(part, parts[at - 1], columns, theme)) }));
}

function drawHeading({ title, place, places }: InterviewState, columns: number, theme: Theme): Row {
  const where = place > places ? ' after the run ' : ` question ${String(place)}/${String(places)} ${barOf(place - 1, places)} `;
  return spreadRow([span(' Interview', 'dim'), span(`  ${showText(title)}`, 'title')], [span(where)], columns, theme.ellipsis);
}

function drawPart(part: Part, before: Part | undefined, columns: number, theme: Theme): readonly Row[] {
  switch (part.kind) {
    case 'text': {
      const blank: Row = [];
      const isApart = before?.kind === 'text' || before?.kind === 'item' || before?.kind === 'table';
      return [...(isApart ? [blank] : []), ...drawParagraphs(part.text.split('\n\n'), columns, part.tone)];
    }
    case 'item': {
      const indent = ' '.repeat(measureWidth(part.label) + 3);
      const rows = breakLines(part.text, columns - indent.length - 1).map((line, at): Row =>
        [span(at === 0 ? ` ${part.label}  ` : indent, part.tone === 'accent' ? 'accent' : 'dim'), span(line, part.tone === 'accent' ? 'strong' : part.tone)]);
      const blank: Row = [];
      return before?.kind === 'text' && before.tone === 'strong' ? [blank, ...rows] : rows;
    }
    case 'table':
      return drawTable(part.rows, columns, theme);
    case 'drawing':
      return part.lines.map((line): Row => [span(line)]);
    case 'gap':
      return [[]];
    default:
      return assertNever(part);
  }
}

function drawTable(rows: readonly (readonly string[])[], columns: number, theme: Theme): readonly Row[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widest = Array.from({ length: count }, (_, at) => Math.max(0, ...rows.map((row) => measureWidth(row[at] ?? ''))));
  const others = widest.slice(1).reduce((sum, width) => sum + width + 2, 0);
  const widths = [Math.max(4, Math.min(widest[0] ?? 0, columns - 2 - others)), ...widest.slice(1)];
  return rows.map((row, line): Row => [
    span(' '),
    ...row.map((cell, at) => span(`${fitLeft(cell, widths[at] ?? 0, theme.ellipsis)}  `, line === 0 ? 'dim' : at === 0 ? 'plain' : 'strong')),
  ]);
}
