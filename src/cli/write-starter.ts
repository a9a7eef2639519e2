/** Writing the starter document where nothing stands yet. */
import { writeFileSync } from 'node:fs';
import { starterDocument } from '../scenarios/index.js';
import { printable } from './printable.js';
import { explainSystemError, systemCodeOf } from './system-error.js';

/** Writes the file; returns one sentence about why it could not, or null. */
export function writeStarter(path: string, { force }: { readonly force: boolean }): string | null {
  try {
    writeFileSync(path, starterDocument, { flag: force ? 'w' : 'wx' });
    return null;
  } catch (error) {
    const name = printable(path);
    if (systemCodeOf(error) !== 'EEXIST') return `${name}: ${explainSystemError(error, 'write')}`;
    return `${name}: exists already; name another file, or overwrite it with --force`;
  }
}
