/** Writing what to start from where nothing stands yet. */
import { existsSync, writeFileSync } from 'node:fs';
import { starterDocument } from '../scenarios/index.js';
import { starterLesson } from '../scenarios/lessons/starter.js';
import { printable } from './printable.js';
import { starterResolver, type StarterFile } from './starter-resolver.js';
import { explainSystemError, systemCodeOf } from './system-error.js';

/** Whether other files may be written over. */
export interface WriteOptions {
  readonly force: boolean;
}

/** Writes the scenario file; returns one sentence about why it could not, or null. */
export function writeStarter(path: string, options: WriteOptions): string | null {
  return writeNew({ path, text: starterDocument }, options);
}

/** Writes the lesson file; returns one sentence about why it could not, or null. */
export function writeStarterLesson(path: string, options: WriteOptions): string | null {
  return writeNew({ path, text: starterLesson }, options);
}

/** What became of a resolver to start from: the paths of its files, or why there are none. */
export type WrittenResolver =
  | { readonly ok: true; readonly resolver: string; readonly test: string }
  | { readonly ok: false; readonly refusal: string };

/** Writes a resolver and its test: both or, where one of them stands already, none. */
export function writeStarterResolver(path: string, options: WriteOptions): WrittenResolver {
  const files = starterResolver(path);
  if (files === null) {
    return { ok: false, refusal: `${printable(path)}: a resolver is a .ts, .mts, .js or .mjs file` };
  }
  const [resolver, test] = files;
  const standing = options.force ? undefined : files.find((file) => existsSync(file.path));
  if (standing !== undefined) return { ok: false, refusal: refuseStanding(standing) };
  const refusal = writeNew(resolver, options) ?? writeNew(test, options);
  return refusal === null ? { ok: true, resolver: resolver.path, test: test.path } : { ok: false, refusal };
}

/** Writes one file; returns one sentence about why it could not, or null. */
export function writeNew(file: StarterFile, { force }: WriteOptions): string | null {
  try {
    writeFileSync(file.path, file.text, { flag: force ? 'w' : 'wx' });
    return null;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return refuseStanding(file);
    return `${printable(file.path)}: ${explainSystemError(error, 'write')}`;
  }
}

function refuseStanding({ path }: StarterFile): string {
  return `${printable(path)}: exists already; name another file, or overwrite it with --force`;
}
