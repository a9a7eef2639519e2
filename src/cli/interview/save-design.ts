/** Writing a design as a scenario file of one's own. */
import { existsSync, writeFileSync } from 'node:fs';
import { printable } from '../printable.js';
import { joinWords } from '../shell-words.js';
import { explainSystemError, systemCodeOf } from '../system-error.js';

/** Writes the file where none stands yet; returns one sentence about why it could not, or null. */
export function writeDesignFile(path: string, yaml: string): string | null {
  try {
    writeFileSync(path, yaml, { flag: 'wx' });
    return null;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return `${printable(path)}: exists already; name another file`;
    return `${printable(path)}: ${explainSystemError(error, 'write')}`;
  }
}

/** What is told of a file that was written. */
export function designMessage(path: string): string {
  return `Your design is in ${printable(path)}. Run it: ${joinWords(['quarrel', 'run', path])}`;
}

/** A file name that nothing has yet. */
export function freeDesignPath(interview: string): string {
  for (let number = 1; ; number += 1) {
    const path = `${interview}-design${number === 1 ? '' : `-${String(number)}`}.yaml`;
    if (!existsSync(path)) return path;
  }
}
