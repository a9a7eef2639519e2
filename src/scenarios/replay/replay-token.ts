/** What a replay token stands for: a run of a scenario, or a counterexample to a resolver. */
import { decodeCheckToken, tokenVersion, type CheckToken } from './check-token.js';

/** What was read, or why it cannot be. */
export type ReadToken =
  | { readonly kind: 'check'; readonly token: CheckToken }
  /** The digest is null where name and seed alone say what was run. */
  | { readonly kind: 'run'; readonly scenario: string; readonly seed: string; readonly digest: string | null }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Whether a word is meant as a token, sound or not, rather than as a file. */
export function isToken(word: string): boolean {
  return /^v\d+:/.test(word);
}

/** Reads a token of either kind. */
export function readToken(word: string): ReadToken {
  const [version, ...parts] = word.split(':');
  if (version !== tokenVersion) {
    return { kind: 'unreadable', reason: `it is of version ${version}, and only ${tokenVersion} is known here` };
  }
  const [first = '', seed, digest = null, ...others] = parts;
  if (seed === undefined) {
    const decoded = decodeCheckToken(first);
    return decoded.ok ? { kind: 'check', token: decoded.token } : { kind: 'unreadable', reason: decoded.reason };
  }
  const isWhole = others.length === 0 && first !== '' && seed !== '' && (digest === null || /^[0-9a-f]{8}$/.test(digest));
  const plain = decodeSeed(seed);
  if (!isWhole || plain === null) {
    return { kind: 'unreadable', reason: 'it is not of the form v1:<scenario>:<seed>, with eight digits behind it or none' };
  }
  return { kind: 'run', scenario: first, seed: plain, digest };
}

function decodeSeed(seed: string): string | null {
  try {
    return decodeURIComponent(seed);
  } catch {
    return null;
  }
}
