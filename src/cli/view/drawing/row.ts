/** A row of the screen: pieces of text, each with a meaning that may become a colour. */
import { cutText, measureWidth } from './text-width.js';

/** What a piece of text means. Never the only carrier of it: the words say it too. */
export type Tone = 'plain' | 'dim' | 'strong' | 'title' | 'accent' | 'good' | 'warn' | 'bad';

/** Text of one tone. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** Spans from left to right. */
export type Row = readonly Span[];

/** One span. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** Columns that a row takes. */
export function rowWidth(row: Row): number {
  let width = 0;
  for (const { text } of row) width += measureWidth(text);
  return width;
}

/** Cuts or pads a row to exactly this many columns. */
export function fitRow(row: Row, columns: number, ellipsis: string): Row {
  const width = rowWidth(row);
  if (width < columns) return [...row, span(' '.repeat(columns - width))];
  if (width === columns) return row;
  return cutRow(row, columns, ellipsis);
}

/** Left text, right text and the space between; what is on the left gives way. */
export function spreadRow(left: Row, right: Row, columns: number, ellipsis: string): Row {
  const rightWidth = rowWidth(right);
  if (rightWidth >= columns) return fitRow(right, columns, ellipsis);
  return [...fitRow(left, columns - rightWidth, ellipsis), ...right];
}

/** The bare text of a row. */
export function rowText(row: Row): string {
  return row.map(({ text }) => text).join('');
}

function cutRow(row: Row, columns: number, ellipsis: string): Row {
  const kept: Span[] = [];
  let left = columns;
  for (const { text, tone } of row) {
    const width = measureWidth(text);
    if (width < left) {
      kept.push(span(text, tone));
      left -= width;
      continue;
    }
    // Something follows even when this span would fit exactly, so it ends in the ellipsis.
    const cut = cutText(`${text} `, left, ellipsis);
    kept.push(span(cut + ' '.repeat(Math.max(0, left - measureWidth(cut))), tone));
    break;
  }
  return kept;
}
