/** Tones as terminal colours: the sixteen that every colour scheme defines. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Row, Tone } from '../../view/drawing/row.js';

/** Whether rows are painted, or left as bare text. */
export type Palette = 'colors' | 'bare';

/** A row as text for the terminal. */
export function paintRow(row: Row, palette: Palette): string {
  if (palette === 'bare') return row.map(({ text }) => text).join('');
  return row.map(({ text, tone }) => paint(text, tone)).join('');
}

/** Text in a tone. */
export function paint(text: string, tone: Tone): string {
  const codes = codesFor(tone);
  return codes === null || text === '' ? text : `\u001b[${codes.on}m${text}\u001b[${codes.off}m`;
}

interface Codes {
  readonly on: number;
  readonly off: number;
}

const bold: Codes = { on: 1, off: 22 };
const faint: Codes = { on: 2, off: 22 };

function codesFor(tone: Tone): Codes | null {
  switch (tone) {
    case 'plain':
      return null;
    case 'dim':
      return faint;
    case 'strong':
    case 'title':
      return bold;
    case 'accent':
      return foreground(36);
    case 'good':
      return foreground(32);
    case 'warn':
      return foreground(33);
    case 'bad':
      return foreground(31);
    default:
      return assertNever(tone);
  }
}

function foreground(on: number): Codes {
  return { on, off: 39 };
}
