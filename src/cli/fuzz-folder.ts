/** Whether failures can be written to a folder, asked before there is any. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { printable } from './printable.js';
import { explainSystemError, systemCodeOf } from './system-error.js';

/** One sentence about why a folder cannot be had, or null. Nothing is made yet. */
export function findFolderProblem(folder: string): string | null {
  return problemAt(resolve(folder), folder);
}

/** What is not there yet is made where its nearest parent is. */
function problemAt(path: string, folder: string): string | null {
  try {
    if (!statSync(path).isDirectory()) {
      const what = path === resolve(folder) ? 'this' : printable(path);
      return `--out ${printable(folder)}: ${what} is no folder; expected one, or a path where none is yet`;
    }
    accessSync(path, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = systemCodeOf(error);
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    if (isMissing && dirname(path) !== path) return problemAt(dirname(path), folder);
    return `--out ${printable(folder)}: ${explainSystemError(error, 'write')}`;
  }
}
