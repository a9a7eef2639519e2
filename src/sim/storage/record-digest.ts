/** A record's digest: 64 bits over all that a replica holds and knows of a key. */
import { mix32 } from '../base/hash.js';
import type { RecordStore } from './record-store.js';

/** Two int32; both 0 for a key of which nothing is known. */
export interface Digest {
  first: number;
  second: number;
}

/** A digest to be filled by {@link digestInto}. */
export function createDigest(): Digest {
  return { first: 0, second: 0 };
}

/**
 * Fills in the digest of a key: the ids of all versions held, and the latest write known of each author.
 * The key is part of it, so equal records of two keys differ.
 */
export function digestInto(digest: Digest, records: RecordStore, key: number): void {
  digest.first = 0;
  digest.second = 0;
  if (records.knownCount(key) === 0) return;
  digest.first = 0x243f6a88;
  digest.second = 0x13198a2e;
  absorb(digest, key);
  const single = records.single(key);
  if (single >= 0) absorb(digest, single);
  else for (const version of records.versions(key)) absorb(digest, version);
  // No id is negative: what is held cannot be taken for what is known.
  absorb(digest, -1);
  for (let author = 0; author < records.authors; author++) {
    absorb(digest, records.knownEntry(key, author));
  }
}

/** Each lane is a chain of bijections, with constants of its own. */
function absorb(digest: Digest, word: number): void {
  digest.first = mix32(digest.first ^ Math.imul(word, 0x9e3779b1)) | 0;
  digest.second = mix32((digest.second + Math.imul(word, 0x85ebca77) + 0x2c1b3c6d) | 0) | 0;
}
