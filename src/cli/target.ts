/** What `<scenario|file.yaml[#name]>` on a command line means. */
import { existsSync } from 'node:fs';

/** Where a scenario is to be found. */
export type Target =
  /** In the catalogue that ships with quarrel. */
  | { readonly kind: 'catalogue'; readonly name: string }
  /** In a document of one's own; `name` says which, where there are several. */
  | { readonly kind: 'file'; readonly path: string; readonly name: string | null };

/** A word that looks like a path is one; anything else names a scenario of the catalogue. */
export function parseTarget(word: string): Target {
  const cut = word.lastIndexOf('#');
  if (cut > 0 && !existsSync(word)) {
    return { kind: 'file', path: word.slice(0, cut), name: word.slice(cut + 1) };
  }
  if (looksLikePath(word)) return { kind: 'file', path: word, name: null };
  return { kind: 'catalogue', name: word };
}

function looksLikePath(word: string): boolean {
  return /[/\\]/.test(word) || /\.(ya?ml|json)$/i.test(word);
}
