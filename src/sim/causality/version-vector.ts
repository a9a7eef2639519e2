/**
 * Version vectors of versions (Parker et al. 1983), kept as a context and a dot (Preguiça et al. 2010).
 *
 *   context:  | author 0 | author 1 | … |     what the version's author knew of the key before
 *   dot:      the version's own entry, which stands in its own author's place
 *
 * An entry is 1 + the id of the latest write by that author that is covered, 0 for none. Ids grow in
 * order of acceptance, so comparing ids of one author's writes is comparing its counters. An author is
 * a leader, and another one each time the leader lost its disk: an entry covers all earlier writes, and
 * those before the loss are not known to who writes after it.
 */
import { Relation } from './relation.js';

/**
 * Tells how one version vector stands to another by comparing them entry by entry. Each is a context in
 * `entries` from an offset, with its dot in the place of its author.
 */
export type VectorComparator = (
  entries: Int32Array,
  width: number,
  incomingAt: number,
  incomingAuthor: number,
  incomingDot: number,
  heldAt: number,
  heldAuthor: number,
  heldDot: number,
) => Relation;

/** Compares two version vectors. Equal vectors are the same version, and no conflict. */
export const compareVectors: VectorComparator = (
  entries,
  width,
  incomingAt,
  incomingAuthor,
  incomingDot,
  heldAt,
  heldAuthor,
  heldDot,
) => {
  let hasMore = false;
  let hasLess = false;
  for (let author = 0; author < width; author++) {
    const incoming = author === incomingAuthor ? incomingDot : entries[incomingAt + author];
    const held = author === heldAuthor ? heldDot : entries[heldAt + author];
    if (incoming > held) hasMore = true;
    else if (incoming < held) hasLess = true;
  }
  if (hasMore) return hasLess ? Relation.concurrent : Relation.after;
  return hasLess ? Relation.before : Relation.equal;
};
