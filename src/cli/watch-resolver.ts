/** Checks again whenever a file of a resolver changes, until somebody asks to stop. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { printable } from './printable.js';

/** Checks once; tells the files that were read as soon as they are known. */
export type CheckOnce = (onLoaded: (files: readonly string[]) => void) => Promise<ExitCode>;

/** Asked so often, editors that save by renaming and network drives work too. */
const pollMs = 200;

/** One check at once, and one after each change; the exit code is that of the signal. */
export async function watchResolver(file: string, io: CommandIo, check: CheckOnce): Promise<ExitCode> {
  const stopper = new AbortController();
  let exitCode: ExitCode = exitCodes.interrupted;
  const end = io.onInterrupt((code) => {
    exitCode = code;
    stopper.abort();
  });
  const own = resolve(file);
  let files: readonly string[] = [own];
  try {
    while (!stopper.signal.aborted) {
      let seen = stampOf(files);
      await check((loaded) => {
        // Where a file cannot be read, those before it may be what has to be mended.
        files = [...new Set([own, ...(loaded.length === 0 ? files : loaded)])];
        seen = stampOf(files);
      });
      if (stopper.signal.aborted) break;
      io.stderr.write(`Watching ${printable(file)}${files.length > 1 ? ' and what it imports' : ''}; Ctrl-C ends.\n`);
      while (!stopper.signal.aborted && stampOf(files) === seen) {
        await wait(pollMs, undefined, { signal: stopper.signal }).catch(() => undefined);
      }
    }
  } finally {
    end();
  }
  return exitCode;
}

/** Changes when a file does, comes or goes. */
function stampOf(files: readonly string[]): string {
  return files.map(stampOfFile).join(' ');
}

function stampOfFile(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs}/${size}/${ino}`;
  } catch {
    return 'missing';
  }
}
