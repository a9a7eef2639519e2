/** Hands a run to the live view, with a recording where one was asked for. */
import { paintFor } from './color.js';
import type { CommandIo, LiveViewOptions } from './command-io.js';
import type { ExitCode } from './exit-codes.js';
import { printable } from './printable.js';
import { refuse } from './refuse.js';
import type { RunRequest } from './run-request.js';
import { openCastFile } from './tui/recording/cast-file.js';
import type { LoadedScenario } from '../scenarios/index.js';

/** What is shown. */
export interface LiveSubject extends Omit<LiveViewOptions, 'ascii' | 'theme' | 'recording'> {
  readonly loaded: LoadedScenario;
}

/** Shows it until the person leaves. */
export async function showLive(request: RunRequest, subject: LiveSubject, io: CommandIo): Promise<ExitCode> {
  const { loaded, ...rest } = subject;
  const { ascii, theme, recordPath } = request;
  const options = { ...rest, ascii, ...(theme === undefined ? {} : { theme }) };
  if (recordPath === undefined) return io.openLiveView(loaded, options);

  const opened = openCastFile(recordPath);
  if (!opened.ok) return refuse(opened.message, paintFor(io.stderr, io.env), io);
  let failure: string | null = null;
  let exitCode: ExitCode;
  try {
    exitCode = await io.openLiveView(loaded, { ...options, recording: opened.file });
  } finally {
    failure = opened.file.close();
  }
  if (failure !== null) return refuse(failure, paintFor(io.stderr, io.env), io);
  io.stderr.write(`Recording: ${printable(recordPath)}\n`);
  return exitCode;
}
