/** Tones as control sequences for the terminal. */
import { inkFor } from '../../view/drawing/color-themes.js';
import type { Coloring, Ink } from '../../view/drawing/color-themes.js';
import { rowText } from '../../view/drawing/row.js';
import type { Row, Tone } from '../../view/drawing/row.js';

/** How rows are painted; bare ones are left as text. */
export type Palette = 'bare' | Coloring;

/** A row as text for the terminal. */
export function paintRow(row: Row, palette: Palette): string {
  if (palette === 'bare') return rowText(row);
  let painted = '';
  for (const { text, tone } of row) painted += paint(text, tone, palette);
  return painted;
}

/** Text in a tone. */
export function paint(text: string, tone: Tone, coloring: Coloring): string {
  if (text === '' || tone === 'plain') return text;
  const { on, off } = codesOf(inkFor(tone, coloring));
  return on === '' ? text : `\u001b[${on}m${text}\u001b[${off}m`;
}

interface Codes {
  readonly on: string;
  readonly off: string;
}

const known = new Map<Ink, Codes>();

function codesOf(ink: Ink): Codes {
  const found = known.get(ink);
  if (found !== undefined) return found;
  const { attribute, named, fixed } = ink;
  const on = [];
  const off = [];
  if (attribute !== null) {
    on.push(attribute);
    off.push(attribute < 3 ? 22 : attribute + 20);
  }
  if (named !== null) on.push(named);
  if (fixed !== null) on.push(38, 5, fixed);
  if (named !== null || fixed !== null) off.push(39);
  const codes = { on: on.join(';'), off: off.join(';') };
  known.set(ink, codes);
  return codes;
}
