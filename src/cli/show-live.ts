/** Hands a run to the live view, with a recording where one was asked for. */
import { paintFor } from './color.js';
import type { CommandIo, HomeLook, LiveRunOptions } from './command-io.js';
import type { ExitCode } from './exit-codes.js';
import { printable } from './printable.js';
import { refuse } from './refuse.js';
import type { RunRequest } from './run-request.js';
import { openCastFile } from './tui/recording/cast-file.js';
import type { LoadedScenario } from '../scenarios/index.js';

/** What is shown. */
export interface LiveSubject extends LiveRunOptions {
  readonly loaded: LoadedScenario;
}

/** What was said about how it looks. */
export type AskedLook = Pick<RunRequest, 'ascii' | 'theme' | 'recordPath'>;

/** Shows it until the person leaves. */
export async function showLive(request: RunRequest, subject: LiveSubject, io: CommandIo): Promise<ExitCode> {
  const { loaded, ...rest } = subject;
  return showRecorded(request, (look) => io.openLiveView(loaded, { ...rest, ...look }), io);
}

/** Shows something, and records it where that was asked for. */
export async function showRecorded(asked: AskedLook, show: (look: HomeLook) => Promise<ExitCode>, io: CommandIo): Promise<ExitCode> {
  const { ascii, theme, recordPath } = asked;
  const look = { ascii, ...(theme === undefined ? {} : { theme }) };
  if (recordPath === undefined) return show(look);

  const opened = openCastFile(recordPath);
  if (!opened.ok) return refuse(opened.message, paintFor(io.stderr, io.env), io);
  let failure: string | null = null;
  let exitCode: ExitCode;
  try {
    exitCode = await show({ ...look, recording: opened.file });
  } finally {
    failure = opened.file.close();
  }
  if (failure !== null) return refuse(failure, paintFor(io.stderr, io.env), io);
  io.stderr.write(`Recording: ${printable(recordPath)}\n`);
  return exitCode;
}
