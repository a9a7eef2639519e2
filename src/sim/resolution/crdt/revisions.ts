/**
 * Revisions of a document as CouchDB has them: what names one, and which of two leaves wins.
 *
 * @see apache/couchdb, src/couch/src/couch_doc.erl, to_doc_info_path/1: descending by {not deleted, rev}
 */
import { hashString64 } from '../../base/hash.js';

/** What decides between two leaves. */
export interface Revision {
  /** How many revisions long its history was: the number before the `-`, compared as a number. */
  readonly generation: number;
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly deleted: boolean;
}

/** Descending: the first is the winner. A live leaf before a deleted one, then generation, then id. */
export function compareRevisions(x: Revision, y: Revision): number {
  if (x.deleted !== y.deleted) return x.deleted ? 1 : -1;
  if (x.generation !== y.generation) return y.generation - x.generation;
  if (x.id === y.id) return 0;
  return x.id > y.id ? -1 : 1;
}

/**
 * The id of a revision: a hash of what it says and of its parent (CouchDB: MD5), so that the same change
 * made in two places is the same revision.
 */
export function revisionId(
  generation: number,
  parent: string | null,
  value: string | null,
): string {
  const content = JSON.stringify([generation, parent, value]);
  const halves = [hashString64(content), hashString64(`again ${content}`)];
  return halves.map(({ high, low }) => toHex(high) + toHex(low)).join('');
}

function toHex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
