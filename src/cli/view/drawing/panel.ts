/** A framed part of the screen, and putting two side by side. */
import { fitRow, span } from './row.js';
import type { Row, Tone } from './row.js';
import { cutText, measureWidth } from './text-width.js';
import type { Box, Theme } from './theme.js';

/** Columns and rows. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a frame says at its top. */
export interface PanelTitle {
  readonly left: string;
  readonly right: string;
}

/** What fits inside a frame of this size. */
export function innerSize(size: Size): Size {
  return { columns: size.columns - 2, rows: size.rows - 2 };
}

/** Rows inside a frame; missing rows stay empty, rows too many are left out. The focused frame is of another kind. */
export function drawPanel(
  title: PanelTitle,
  content: readonly Row[],
  size: Size,
  theme: Theme,
  hasFocus = false,
): readonly Row[] {
  const inner = innerSize(size);
  const frame: Frame = hasFocus ? { box: theme.focusBox, tone: 'accent' } : { box: theme.box, tone: 'dim' };
  const side = span(frame.box.vertical, frame.tone);
  const rows: Row[] = [drawTop(title, size.columns, frame, theme)];
  for (let index = 0; index < inner.rows; index += 1) {
    rows.push([side, ...fitRow(content[index] ?? [], inner.columns, theme.ellipsis), side]);
  }
  const { bottomLeft, bottomRight, horizontal } = frame.box;
  rows.push([span(bottomLeft + horizontal.repeat(inner.columns) + bottomRight, frame.tone)]);
  return rows;
}

/** Two blocks of the same height beside each other. */
export function placeBeside(left: readonly Row[], right: readonly Row[]): readonly Row[] {
  return left.map((row, index) => [...row, ...(right[index] ?? [])]);
}

interface Frame {
  readonly box: Box;
  readonly tone: Tone;
}

function drawTop(title: PanelTitle, columns: number, { box, tone }: Frame, theme: Theme): Row {
  const { topLeft, topRight, horizontal } = box;
  const room = columns - 6;
  const left = ` ${cutText(title.left, room, theme.ellipsis)} `;
  const right = title.right === '' ? '' : ` ${title.right} `;
  const shown = measureWidth(left) + measureWidth(right) <= columns - 4 ? right : '';
  const filler = columns - 4 - measureWidth(left) - measureWidth(shown);
  return [
    span(topLeft + horizontal, tone),
    span(left, 'title'),
    span(horizontal.repeat(Math.max(0, filler)), tone),
    span(shown, 'dim'),
    span(horizontal + topRight, tone),
  ];
}
