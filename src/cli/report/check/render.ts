/** A check in the form that was asked for. */
import { assertNever } from '../../../sim/base/assert.js';
import type { CheckFormat } from '../../check-request.js';
import type { Environment } from '../../command-io.js';
import { renderCheckGithub } from './github.js';
import { renderCheckJson } from './json.js';
import { renderCheckJunit } from './junit.js';
import { renderCheckMarkdown } from './markdown.js';
import type { ShownCheck } from './shown-check.js';
import { renderCheckText, type CheckStyle } from './text.js';

/** What goes to stdout. */
export function renderCheck(shown: ShownCheck, format: CheckFormat, style: CheckStyle): string {
  switch (format) {
    case 'text':
      return renderCheckText(shown, style);
    case 'json':
      return renderCheckJson(shown);
    case 'junit':
      return renderCheckJunit(shown);
    case 'markdown':
      return renderCheckMarkdown(shown);
    case 'github':
      return renderCheckGithub(shown, renderCheckText(shown, style));
    default:
      return assertNever(format);
  }
}

/** What was asked for, or else what suits where it runs. */
export function chooseCheckFormat(asked: CheckFormat | null, env: Environment): CheckFormat {
  return asked ?? (env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text');
}
