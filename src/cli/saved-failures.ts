/** The folder in which failures are kept: one file each, written whole or not at all. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from './printable.js';
import { explainSystemError, systemCodeOf } from './system-error.js';

/** Where failures are kept, from where one stands. */
export const failuresFolder = '.quarrel/failures';

/** The path under which a failure of this name is kept. */
export function failurePath(name: string): string {
  return `${failuresFolder}/${name}`;
}

/** Keeps a document under its name; says what went wrong, or null. What stood there is replaced. */
export function saveFailure(path: string, text: string): string | null {
  const folder = join(path, '..');
  const temporary = join(folder, `.${process.pid}.part`);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return `${printable(path)}: ${explainSystemError(error, 'write')}`;
  }
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
    return null;
  } catch (error) {
    rmSync(temporary, { force: true });
    return `${printable(path)}: ${explainSystemError(error, 'write')}`;
  }
}

/** Paths of all kept failures in the order of their names; none where there is no folder. */
export function listFailures(
  folder: string,
): { readonly ok: true; readonly paths: readonly string[] } | { readonly ok: false; readonly message: string } {
  try {
    const names = readdirSync(folder).filter((name) => /^[^.].*\.ya?ml$/.test(name));
    return { ok: true, paths: names.sort().map((name) => `${folder.replace(/\/+$/, '')}/${name}`) };
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return { ok: true, paths: [] };
    return { ok: false, message: `${printable(folder)}: ${explainSystemError(error, 'read')}` };
  }
}
