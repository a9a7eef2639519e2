/** A sweep in the form that was asked for. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Paint } from '../../color.js';
import type { SweepStyle } from '../../sweep/sweep-request.js';
import { renderSweepPage } from '../html/sweep-page.js';
import { renderRunsCsv, renderSweepCsv } from './csv.js';
import { renderSweepJson } from './json.js';
import type { ShownSweep } from './shown-sweep.js';
import { renderSweepText } from './text.js';

/** The whole result. */
export function renderSweep(shown: ShownSweep, { format, showsRuns, ascii }: SweepStyle, paint: Paint): string {
  switch (format) {
    case 'text':
      return renderSweepText(shown, { paint, ascii });
    case 'csv':
      return showsRuns ? renderRunsCsv(shown.sweep) : renderSweepCsv(shown.sweep);
    case 'html':
      return renderSweepPage(shown);
    case 'json':
      return renderSweepJson(shown, showsRuns);
    default:
      return assertNever(format);
  }
}
