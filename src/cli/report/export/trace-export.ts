/** Which export writes a trace in the form that was asked for. */
import { assertNever } from '../../../sim/base/assert.js';
import { exportChrome } from './chrome.js';
import type { TraceExport, TraceSubject, WriteText } from './export.js';
import type { TraceFormat } from './formats.js';
import { exportOtlp } from './otlp.js';
import { exportShiviz } from './shiviz.js';

/** Begins a trace for another maker's viewer. */
export function exportTrace(format: Exclude<TraceFormat, 'ndjson'>, write: WriteText, subject: TraceSubject): TraceExport {
  switch (format) {
    case 'shiviz':
      return exportShiviz(write, subject);
    case 'chrome':
      return exportChrome(write, subject);
    case 'otlp':
      return exportOtlp(write, subject);
    default:
      return assertNever(format);
  }
}
