/**
 * A recording on disk. It is written as it goes, a whole line at a time, so that a session that is killed leaves a
 * recording of all that was seen; hence nothing but a recording is ever overwritten.
 */
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { printable } from '../../printable.js';
import { explainSystemError } from '../../system-error.js';
import type { CastSink } from './cast-recorder.js';

/** An open recording, or one sentence about why there can be none. */
export type OpenCastResult =
  | { readonly ok: true; readonly file: CastFile }
  | { readonly ok: false; readonly message: string };

/** Starts a recording; what was recorded under that name before is gone. */
export function openCastFile(path: string): OpenCastResult {
  try {
    const refusal = refusalOf(path);
    if (refusal !== null) return { ok: false, message: `--record ${printable(path)}: ${refusal}` };
    return { ok: true, file: new CastFile(path, openSync(path, 'w')) };
  } catch (error) {
    return { ok: false, message: sentence(path, error) };
  }
}

/** Takes lines until it is closed. */
export class CastFile implements CastSink {
  readonly #path: string;
  readonly #descriptor: number;
  #failure: string | null = null;

  constructor(path: string, descriptor: number) {
    this.#path = path;
    this.#descriptor = descriptor;
  }

  /** After a failure of the disk it does nothing: the session goes on without its recording. */
  writeLine(line: string): void {
    if (this.#failure !== null) return;
    try {
      const bytes = Buffer.from(`${line}\n`, 'utf8');
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
    } catch (error) {
      this.#failure = sentence(this.#path, error);
    }
  }

  /** Ends the recording. Returns what went wrong, or null. */
  close(): string | null {
    closeSync(this.#descriptor);
    return this.#failure;
  }
}

/** Why this path cannot take a recording; null when it can. */
function refusalOf(path: string): string | null {
  if (path === '-') return `stdout is the screen; name a file, such as ${example}`;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (found.isDirectory()) return `is a directory; name a file, such as ${example}`;
  if (!found.isFile()) return `is not a regular file; name a file, such as ${example}`;
  if (found.size === 0 || isCast(firstLineOf(path))) return null;
  return `holds something that is no recording, and is not overwritten; name a new file, such as ${example}`;
}

const example = 'session.cast';

/** Headers are short; what has none of them within this is something else. */
const longestHeader = 1 << 16;

function firstLineOf(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(longestHeader);
    const count = readSync(descriptor, bytes);
    return bytes.toString('utf8', 0, count).split('\n', 1)[0] ?? '';
  } finally {
    closeSync(descriptor);
  }
}

function isCast(line: string): boolean {
  try {
    const header: unknown = JSON.parse(line);
    return typeof header === 'object' && header !== null && 'version' in header && header.version === 2 && 'width' in header;
  } catch {
    return false;
  }
}

function sentence(path: string, error: unknown): string {
  return `--record ${printable(path)}: ${explainSystemError(error, 'write')}`;
}
