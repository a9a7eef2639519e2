/**
 * Progress in lessons as a file in the person's own state folder; it is never sent anywhere.
 *
 * The file is replaced whole or not at all. Whoever changes it holds a lock and begins from what stands there, so two
 * processes at once lose nothing of each other. A damaged file is set aside and told of, never written over; one of a
 * newer version stays where it is.
 */
import { mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { confidences } from '../../scenarios/lessons/lesson.js';
import type { Attempt, Progress } from '../../scenarios/lessons/progress.js';
import type { Environment } from '../command-io.js';
import { printable } from '../printable.js';
import { explainSystemError, systemCodeOf } from '../system-error.js';
import { stateFolder } from './state-folder.js';

/** Progress as it is kept, or as it lasts while the program does. */
export interface ProgressStore {
  /** What is known now. */
  readonly read: () => Progress;
  /** Notes one more; does not reject. */
  readonly add: (attempt: Attempt) => Promise<void>;
  /** Replaces all by what comes of it; does not reject. */
  readonly change: (change: (progress: Progress) => Progress) => Promise<void>;
  /** Where it is kept; null where it is not. */
  readonly path: string | null;
}

/** Opens the store of this person; what goes wrong is told once, and lessons go on. */
export function openProgress(env: Environment, tell: (message: string) => void, platform: string = process.platform): ProgressStore {
  const folder = stateFolder(env, platform);
  if (folder === null) {
    tell('progress is not kept: neither HOME nor XDG_STATE_HOME says where');
    return storeInMemory();
  }
  return new ProgressFile(join(folder, 'progress.json'), tell);
}

/** A store that forgets with the program. */
export function storeInMemory(): ProgressStore {
  let progress: Progress = [];
  const change = (by: (before: Progress) => Progress): Promise<void> => {
    progress = by(progress);
    return Promise.resolve();
  };
  return { read: () => progress, add: (attempt) => change((before) => [...before, attempt]), change, path: null };
}

/** The version of the file. */
const fileVersion = 1;

class ProgressFile implements ProgressStore {
  readonly path: string;
  readonly #tell: (message: string) => void;
  /** What stood in the file and what was noted since, for as long as it cannot be written. */
  #known: Progress = [];
  #isBroken = false;

  constructor(path: string, tell: (message: string) => void) {
    this.path = path;
    this.#tell = tell;
  }

  readonly read = (): Progress => {
    if (!this.#isBroken) this.#known = this.#load();
    return this.#known;
  };

  readonly add = (attempt: Attempt): Promise<void> => this.change((progress) => [...progress, attempt]);

  readonly change = async (change: (progress: Progress) => Progress): Promise<void> => {
    if (this.#isBroken) {
      this.#known = change(this.#known);
      return;
    }
    let isHeld = false;
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      await takeLock(this.#lock);
      isHeld = true;
      this.#known = change(this.#load());
      if (!this.#isBroken) this.#write();
    } catch (error) {
      this.#known = isHeld ? this.#known : change(this.#known);
      this.#give(error);
    } finally {
      if (isHeld) rmSync(this.#lock, { force: true });
    }
  };

  get #lock(): string {
    return `${this.path}.lock`;
  }

  #write(): void {
    const temporary = `${this.path}.${String(process.pid)}.partial`;
    try {
      writeFileSync(temporary, writeProgress(this.#known), { mode: 0o600 });
      renameSync(temporary, this.path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  #load(): Progress {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return [];
      this.#give(error);
      return this.#known;
    }
    const read = readProgress(text);
    if (read === 'newer') {
      this.#isBroken = true;
      this.#tell(`progress is not kept: ${printable(this.path)} is of a newer version of quarrel, and stays as it is; update, or set XDG_STATE_HOME to another folder`);
      return this.#known;
    }
    return read ?? this.#setAside();
  }

  #setAside(): Progress {
    const aside = freeName(this.path);
    try {
      renameSync(this.path, aside);
      this.#tell(`${printable(this.path)} could not be read as progress; it is kept as ${printable(aside)}, and a new one begins`);
    } catch (error) {
      // Somebody else has set it aside.
      if (systemCodeOf(error) !== 'ENOENT') this.#give(error);
    }
    return [];
  }

  #give(error: unknown): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#tell(`progress is not kept: ${printable(this.path)}: ${explainSystemError(error, 'write')}`);
  }
}

/** The file's text: a line for each attempt. */
export function writeProgress(progress: Progress): string {
  const lines = progress.map((attempt) => `  ${JSON.stringify(attempt)}`).join(',\n');
  return `{"version":${String(fileVersion)},"attempts":[\n${lines}\n]}\n`;
}

/** What a file holds; `newer` where only a later version knows that, null where it is damaged. */
export function readProgress(text: string): Progress | 'newer' | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isMapping(value)) return null;
  const version = value['version'];
  if (typeof version === 'number' && Number.isInteger(version) && version > fileVersion) return 'newer';
  if (version !== fileVersion || !Array.isArray(value['attempts'])) return null;
  const found: readonly unknown[] = value['attempts'];
  const attempts = found.map(readAttempt);
  return attempts.includes(null) ? null : attempts.filter((attempt) => attempt !== null);
}

function readAttempt(value: unknown): Attempt | null {
  if (!isMapping(value)) return null;
  const [lesson, step, atMs, outcome] = [value['lesson'], value['step'], value['atMs'], value['outcome']];
  const [confidence, isHinted] = [value['confidence'], value['isHinted']];
  if (typeof lesson !== 'string' || typeof step !== 'string' || typeof atMs !== 'number') return null;
  if (outcome !== 'right' && outcome !== 'wrong' && outcome !== 'skipped') return null;
  const sure = confidence === null ? null : confidences.find((one) => one === confidence);
  return sure === undefined ? null : { lesson, step, atMs, outcome, confidence: sure, isHinted: isHinted === true };
}

/** The list of lessons is on the screen before what checks documents would have been loaded. */
function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const retryMs = 20;
const mostTries = 150;
/** Whoever held a lock for longer is gone. */
const staleMs = 10_000;

/** Waits for others; rejects where the lock can neither be had nor be waited for. */
async function takeLock(path: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      closeSync(openSync(path, 'wx', 0o600));
      return;
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST' || tries === mostTries) throw error;
      if (isStale(path)) rmSync(path, { force: true });
      else await wait(retryMs);
    }
  }
}

function isStale(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
}

/** A name beside the file that nothing has yet. */
function freeName(path: string): string {
  for (let number = 1; ; number += 1) {
    const name = path.replace(/\.json$/, `.damaged-${String(number)}.json`);
    if (statSync(name, { throwIfNoEntry: false }) === undefined) return name;
  }
}
