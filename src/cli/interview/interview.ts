/** The work of `quarrel interview`: the list, an interview on screens or line by line, the checklist of any scenario. */
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { refuse } from '../refuse.js';
import { isHomeByDefault } from '../report-format.js';
import { loadInterview } from './interview-book.js';
import { renderInterviewList, renderInterviewListJson } from './interview-list.js';
import type { InterviewRequest } from './interview-request.js';

/** Carries out one request. */
export async function interview(request: InterviewRequest, io: CommandIo): Promise<ExitCode> {
  const { task, target } = request;
  if (task === 'list') return list(request, io);
  if (task === 'checklist') {
    const { checkProduction } = await import('./check-production.js');
    return checkProduction(request, io);
  }
  const isOnScreens = opensScreens(request, io);
  if (target === null) return isOnScreens ? openScreens(request, io) : list(request, io);
  const paint = paintFor(io.stderr, io.env);
  const found = await loadInterview(target, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  if (isOnScreens) return openScreens(request, io);
  const { holdInterview } = await import('./hold-by-lines.js');
  return holdInterview(request, target, found.interview, io);
}

function list({ format }: InterviewRequest, io: CommandIo): ExitCode {
  io.stdout.write(format === 'json' ? renderInterviewListJson() : renderInterviewList());
  return exitCodes.held;
}

/** Screens are for a person at a terminal who gave no answers yet. */
function opensScreens({ plain, format, answers, writePath, recordPath }: InterviewRequest, io: CommandIo): boolean {
  if (recordPath !== undefined) return true;
  return io.openInterview !== null && !plain && format === null && answers.length === 0 && writePath === null && isHomeByDefault(io);
}

async function openScreens(request: InterviewRequest, io: CommandIo): Promise<ExitCode> {
  const { openInterview } = io;
  if (openInterview === null || !isHomeByDefault(io) || request.plain) {
    return refuse('--record: there are no screens without a terminal', paintFor(io.stderr, io.env), io);
  }
  const { showRecorded } = await import('../show-live.js');
  return showRecorded(request, (look) => openInterview({ ...look, target: request.target }), io);
}
