/** Turning down a request: words on stderr, and the exit code for wrong usage or input. */
import type { Paint } from './color.js';
import type { CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';

/** Prints one sentence as an error; a text of whole paragraphs is printed as it is. */
export function refuse(message: string, paint: Paint, io: CommandIo): ExitCode {
  const isWhole = message.endsWith('\n');
  io.stderr.write(isWhole ? message : `${paint.red('error')}: ${message}\n`);
  return exitCodes.usage;
}
