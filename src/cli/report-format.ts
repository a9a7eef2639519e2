/** Which form a result takes, given what was asked for and what the streams can do. */
import { assertNever } from '../sim/base/assert.js';
import type { CommandIo } from './command-io.js';
import type { Format, RunRequest } from './run-request.js';

/** The format to use, and what to tell a person who asked for another. */
export interface ChosenFormat {
  readonly format: Format;
  readonly notice: string | null;
}

/** Without `--format`, a person at a terminal gets the live view; everything else gets text. */
export function chooseFormat(request: RunRequest, io: CommandIo): ChosenFormat {
  const obstacle = liveViewObstacle(io);
  switch (request.format) {
    case 'json':
    case 'junit':
    case 'markdown':
    case 'github':
    case 'text':
    case 'html':
      return { format: request.format, notice: null };
    case 'tui':
      if (obstacle === null) return { format: 'tui', notice: null };
      return { format: 'text', notice: `no live view: ${obstacle}; showing the text report` };
    case null:
      // Only a live view can be recorded.
      if (request.recordPath !== undefined && obstacle === null) return { format: 'tui', notice: null };
      return { format: isLiveByDefault(request, io) ? 'tui' : 'text', notice: null };
    default:
      return assertNever(request.format);
  }
}

/** Whether somebody who names no command gets the home screen; where nobody looks, the short help. */
export function isHomeByDefault(io: CommandIo): boolean {
  return !isSet(io.env['CI']) && liveViewObstacle(io) === null;
}

function isLiveByDefault(request: RunRequest, io: CommandIo): boolean {
  const wantsText = request.plain || writesFile(request) || isSet(io.env['CI']);
  return !wantsText && liveViewObstacle(io) === null;
}

/** The live view can be wound back, so it writes none. */
function writesFile({ tracePath, metricsPath, historyPath, outPath }: RunRequest): boolean {
  return tracePath !== null || metricsPath !== undefined || historyPath !== null || outPath !== null;
}

/** Why screens cannot be drawn here; null when it can. */
export function liveViewObstacle(io: CommandIo): string | null {
  if (io.stdout.isTTY !== true) return 'stdout is not a terminal';
  if (!io.isStdinTerminal) return 'stdin is not a terminal';
  if (io.env['TERM'] === 'dumb') return 'the terminal cannot move its cursor (TERM=dumb)';
  return null;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
