/** A verdict as every report writes it. */
import { assertNever } from '../../sim/base/assert.js';
import type { Verdict } from '../../sim/report.js';
import type { Paint } from '../color.js';

/** The word comes first; the mark after it is for the eye. */
export function verdictWord(verdict: Verdict, ascii: boolean): string {
  switch (verdict) {
    case 'holds':
      return ascii ? 'holds' : 'holds ✓';
    case 'violated':
      return ascii ? 'VIOLATED' : 'VIOLATED ✗';
    case 'unknown':
      return ascii ? 'unknown' : 'unknown ?';
    default:
      return assertNever(verdict);
  }
}

/** Text in the colour of a verdict; without a verdict as it is. */
export function paintVerdict(text: string, verdict: Verdict | null, paint: Paint): string {
  switch (verdict) {
    case 'holds':
      return paint.green(text);
    case 'violated':
      return paint.red(text);
    case 'unknown':
      return paint.yellow(text);
    case null:
      return text;
    default:
      return assertNever(verdict);
  }
}
