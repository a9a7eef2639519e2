/** A judged run in the form that was asked for, but for the page, which shows all that happened in it. */
import { assertNever } from '../../sim/base/assert.js';
import type { Format } from '../run-request.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import type { RunResult } from './result.js';
import { renderText } from './text.js';
import type { TextStyle } from './text.js';

/** What goes to stdout. */
export function renderRun(result: RunResult, format: Exclude<Format, 'tui' | 'html'>, style: TextStyle): string {
  switch (format) {
    case 'text':
      return renderText(result, style);
    case 'json':
      return renderJson(result);
    case 'junit':
      return renderJunit(result);
    case 'markdown':
      return renderMarkdown(result);
    default:
      return assertNever(format);
  }
}
