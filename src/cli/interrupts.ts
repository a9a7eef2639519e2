/** Remembers whether somebody asked a command to stop. */
import type { CommandIo } from './command-io.js';
import type { ExitCode } from './exit-codes.js';

/** A watch that is on until it is ended. */
export interface InterruptWatch {
  /** The exit code that the first interrupt calls for; null while none came. */
  readonly exitCode: () => ExitCode | null;
  readonly end: () => void;
}

/** Starts to listen. Whoever starts one ends it. */
export function watchInterrupts(io: CommandIo): InterruptWatch {
  let first: ExitCode | null = null;
  const end = io.onInterrupt((exitCode) => {
    first ??= exitCode;
  });
  return { exitCode: () => first, end };
}
