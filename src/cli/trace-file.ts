/**
 * A trace or a history on disk: newline-delimited JSON, a header first, then one event a line.
 *
 * Everything goes to a temporary file beside the target, which takes the target's name when the run
 * is complete: there is never half a trace under the name that was asked for.
 */
import {
  closeSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { TraceSink } from '../sim/record/trace.js';
import { printable } from './printable.js';
import { formatVersion } from './report/json.js';
import { explainSystemError } from './system-error.js';

/** An open trace, or one sentence about why there can be none. */
export type OpenTraceResult =
  | { readonly ok: true; readonly trace: TraceFile }
  | { readonly ok: false; readonly message: string };

/** Which run a trace is of. */
export interface TraceHeader {
  readonly scenario: string;
  readonly seed: string;
}

/** Starts a trace for `path`; nothing stands under that name before {@link TraceFile.commit}. */
export function openTraceFile(path: string, header: TraceHeader): OpenTraceResult {
  const opened = openLineFile(path, { flag: '--trace', example: 'trace.ndjson' });
  if (opened.ok) opened.trace.writeLine({ formatVersion, ...header });
  return opened;
}

/** The flag that names a file, and how one might be called. */
export interface LineFileKind {
  readonly flag: string;
  readonly example: string;
}

/** Starts a file without a line. */
export function openLineFile(path: string, kind: LineFileKind): OpenTraceResult {
  try {
    const refusal = refusalOf(path, kind);
    if (refusal !== null) return { ok: false, message: refusal };
    const target = followLinks(path);
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
    const descriptor = openSync(temporary, 'w');
    return { ok: true, trace: new TraceFile({ path, kind, target, temporary, descriptor }) };
  } catch (error) {
    return { ok: false, message: sentence(path, kind, error) };
  }
}

/** Whether two paths lead to one file that exists. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [statOf(one), statOf(other)];
  return first !== null && second !== null && first.ino === second.ino && first.dev === second.dev;
}

/** An open temporary file and the name it is to get. */
export interface TracePlace {
  /** As the person wrote it. */
  readonly path: string;
  readonly kind: LineFileKind;
  readonly target: string;
  readonly temporary: string;
  readonly descriptor: number;
}

/** Takes events until it is committed or discarded. */
export class TraceFile {
  readonly #place: TracePlace;
  #pending: string[] = [];
  #pendingLength = 0;
  #failure: string | null = null;

  constructor(place: TracePlace) {
    this.#place = place;
  }

  /** Appends one event. After a failure of the disk it does nothing. */
  readonly writeEvent: TraceSink = (event) => this.#append(event);

  /** Appends one line of any kind. */
  writeLine(value: object): void {
    this.#append(value);
  }

  /** Appends text as it is. */
  writeText(text: string): void {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pendingLength >= flushLength) this.#flush();
  }

  /** Gives the trace its name. Returns what went wrong, or null. */
  commit(): string | null {
    const { descriptor, temporary, target } = this.#place;
    this.#flush();
    closeSync(descriptor);
    if (this.#failure === null) this.#attempt(() => renameSync(temporary, target));
    if (this.#failure !== null) rmSync(temporary, { force: true });
    return this.#failure;
  }

  /** Leaves nothing behind. */
  discard(): void {
    closeSync(this.#place.descriptor);
    rmSync(this.#place.temporary, { force: true });
  }

  #append(value: object): void {
    this.writeText(`${JSON.stringify(value)}\n`);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''), 'utf8');
    this.#pending = [];
    this.#pendingLength = 0;
    if (this.#failure === null) this.#attempt(() => writeAll(this.#place.descriptor, bytes));
  }

  #attempt(operation: () => void): void {
    try {
      operation();
    } catch (error) {
      this.#failure = sentence(this.#place.path, this.#place.kind, error);
    }
  }
}

/** Why a path cannot take a trace, as far as one can tell without opening it; null when it can. */
function refusalOf(path: string, { flag, example }: LineFileKind): string | null {
  if (path === '-') {
    return `${flag} -: stdout is for the report; name a file, such as ${flag} ${example}`;
  }
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return null;
  const what = found.isDirectory() ? 'a directory' : 'not a regular file';
  return `${flag} ${printable(path)}: is ${what}; name a file, such as ${example}`;
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

const flushLength = 1 << 16;

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** A rename would replace a symbolic link; its target is what is meant. */
function followLinks(path: string): string {
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return exists ? realpathSync(path) : path;
}

function sentence(path: string, { flag }: LineFileKind, error: unknown): string {
  return `${flag} ${printable(path)}: ${explainSystemError(error, 'write')}`;
}
