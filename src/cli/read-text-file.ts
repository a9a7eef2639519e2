/** Reading a document that a person named, and saying in words why it cannot be read. */
import { readFileSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { printable } from './printable.js';
import { explainSystemError, systemCodeOf } from './system-error.js';

/** Larger documents are refused before they are read. */
export const maxDocumentBytes = 1024 * 1024;

/** What a file has to be like. */
export interface FileLimits {
  readonly mostBytes: number;
  /** {@link mostBytes} as people say it, and what to do about more. */
  readonly remedy: string;
  /** How such files are named. */
  readonly ending: string;
  /** The command that makes one. */
  readonly startedWith: string;
}

/** Scenario documents. */
export const documentLimits: FileLimits = {
  mostBytes: maxDocumentBytes,
  remedy: 'expected at most 1 MiB; split it into smaller files',
  ending: '.yaml',
  startedWith: 'quarrel init',
};

/** The text of a file, or one sentence about what is wrong and what would help. */
export type ReadResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Reads a whole UTF-8 file. */
export function readTextFile(path: string, limits: FileLimits = documentLimits): ReadResult {
  try {
    const refusal = refusalOf(statSync(path), limits);
    if (refusal !== null) return failure(path, refusal);
    return decodeText(path, readFileSync(path));
  } catch (error) {
    const start = systemCodeOf(error) === 'ENOENT' ? `, or start one with: ${limits.startedWith}` : '';
    return failure(path, explainSystemError(error, 'read') + start);
  }
}

/** Bytes as UTF-8 text; `name` is what messages call them. */
export function decodeText(name: string, bytes: Uint8Array): ReadResult {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return failure(name, 'is not UTF-8 text; save it with the encoding UTF-8');
  }
}

function refusalOf(stats: Stats, { mostBytes, remedy, ending }: FileLimits): string | null {
  if (stats.isDirectory()) return `is a directory; name a ${ending} file in it`;
  if (!stats.isFile()) return 'is not a regular file; save it to a file first';
  if (stats.size <= mostBytes) return null;
  const found = `${Math.ceil(stats.size / 1024).toLocaleString('en-US')} KiB`;
  return `is too big: found ${found}; ${remedy}`;
}

function failure(path: string, what: string): ReadResult {
  return { ok: false, message: `${printable(path)}: ${what}` };
}
