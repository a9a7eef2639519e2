/** Parts of an interview as text: lines, screens and Markdown are made from the same ones. */
import type { Tone } from '../drawing/row.js';

/** What stands under one heading. */
export interface Passage {
  readonly heading: string;
  readonly parts: readonly Part[];
}

/** One part of it. */
export type Part =
  /** A sentence or more; blank lines part paragraphs. */
  | { readonly kind: 'text'; readonly text: string; readonly tone: Tone }
  /** A label with its text beside it. */
  | { readonly kind: 'item'; readonly label: string; readonly text: string; readonly tone: Tone }
  /** Columns; the first row names them. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** Lines whose columns count. */
  | { readonly kind: 'drawing'; readonly lines: readonly string[] }
  | { readonly kind: 'gap' };

/** Between two parts. */
export const gap: Part = { kind: 'gap' };

/** Sentences. */
export function text(words: string, tone: Tone = 'plain'): Part {
  return { kind: 'text', text: words, tone };
}

/** A label and what it is. */
export function item(label: string, words: string, tone: Tone = 'plain'): Part {
  return { kind: 'item', label, text: words, tone };
}

/** Items whose texts begin in the same column. */
export function items(rows: readonly (readonly [label: string, words: string, tone?: Tone])[]): readonly Part[] {
  const columns = Math.max(0, ...rows.map(([label]) => label.length));
  return rows.map(([label, words, tone]) => item(label.padEnd(columns), words, tone));
}
