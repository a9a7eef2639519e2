/** A judged run in the form that was asked for, but for the page, which shows all that happened in it. */
import { assertNever } from '../../sim/base/assert.js';
import type { Format } from '../run-request.js';
import { renderJson } from './json.js';
import type { RunResult } from './result.js';
import { renderText } from './text.js';
import type { TextStyle } from './text.js';

/** A form that can be rendered from a result alone. */
export type PlainFormat = Exclude<Format, 'tui' | 'html'>;

/** What goes to stdout; the rarer forms are loaded only when they are asked for. */
export async function renderRun(result: RunResult, format: PlainFormat, style: TextStyle): Promise<string> {
  switch (format) {
    case 'text':
      return renderText(result, style);
    case 'json':
      return renderJson(result);
    case 'junit': {
      const { renderJunit } = await import('./junit.js');
      return renderJunit(result);
    }
    case 'markdown': {
      const { renderMarkdown } = await import('./markdown.js');
      return renderMarkdown(result);
    }
    case 'github': {
      const { renderRunGithub } = await import('./github.js');
      return renderRunGithub(result, renderText(result, style));
    }
    default:
      return assertNever(format);
  }
}
