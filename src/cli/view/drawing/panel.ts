/** A framed part of the screen, and putting two side by side. */
import { fitRow, span } from './row.js';
import type { Row } from './row.js';
import { cutText, measureWidth } from './text-width.js';
import type { Theme } from './theme.js';

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

/** Rows inside a frame; missing rows stay empty, rows too many are left out. */
export function drawPanel(
  title: PanelTitle,
  content: readonly Row[],
  size: Size,
  theme: Theme,
): readonly Row[] {
  const inner = innerSize(size);
  const side = span(theme.box.vertical, 'dim');
  const rows: Row[] = [drawTop(title, size.columns, theme)];
  for (let index = 0; index < inner.rows; index += 1) {
    rows.push([side, ...fitRow(content[index] ?? [], inner.columns, theme.ellipsis), side]);
  }
  const { bottomLeft, bottomRight, horizontal } = theme.box;
  rows.push([span(bottomLeft + horizontal.repeat(inner.columns) + bottomRight, 'dim')]);
  return rows;
}

/** Two blocks of the same height beside each other. */
export function placeBeside(left: readonly Row[], right: readonly Row[]): readonly Row[] {
  return left.map((row, index) => [...row, ...(right[index] ?? [])]);
}

function drawTop(title: PanelTitle, columns: number, theme: Theme): Row {
  const { topLeft, topRight, horizontal } = theme.box;
  const room = columns - 6;
  const left = ` ${cutText(title.left, room, theme.ellipsis)} `;
  const right = title.right === '' ? '' : ` ${title.right} `;
  const shown = measureWidth(left) + measureWidth(right) <= columns - 4 ? right : '';
  const filler = columns - 4 - measureWidth(left) - measureWidth(shown);
  return [
    span(topLeft + horizontal, 'dim'),
    span(left, 'title'),
    span(horizontal.repeat(Math.max(0, filler)), 'dim'),
    span(shown, 'dim'),
    span(horizontal + topRight, 'dim'),
  ];
}
