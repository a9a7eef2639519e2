/** What the operating system refuses, in words and with a remedy. */
import { printable } from './printable.js';

/** Why the system would not do it, with a remedy where there is one. */
export function explainSystemError(error: unknown, purpose: 'read' | 'write'): string {
  const code = systemCodeOf(error);
  if (code === 'ENOENT') return missing[purpose];
  const known = code === null ? undefined : explanations.get(code);
  if (known !== undefined) return known;
  if (error instanceof Error) return printable(error.message);
  return printable(String(error));
}

/** The system's name for what went wrong, such as `ENOENT`; null when it is no system error. */
export function systemCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

const missing = {
  read: 'does not exist; check the spelling',
  write: 'cannot be written: its directory does not exist; create that first',
} as const;

const explanations: ReadonlyMap<string, string> = new Map([
  ['ENOTDIR', 'does not exist: a part of its path is not a directory'],
  ['EACCES', 'may not be opened; check its permissions'],
  ['EPERM', 'may not be opened; check its permissions'],
  ['EISDIR', 'is a directory; name a file in it'],
  ['ELOOP', 'cannot be reached: its symbolic links form a circle'],
  ['ENAMETOOLONG', 'has too long a name for this file system'],
  ['ENOSPC', 'cannot be written: the disk is full'],
  ['EROFS', 'cannot be written: the file system is read-only'],
]);
