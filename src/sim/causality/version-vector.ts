/**
 * Version vectors of versions (Parker et al. 1983), kept as a context and a dot (Preguiça et al. 2010).
 *
 *   context:  | leader 0 | leader 1 | … |     what the version's author knew of the key before
 *   dot:      the version's own entry, which stands in its own leader's place
 *
 * An entry is 1 + the id of the latest write by that leader that is covered, 0 for none. Ids grow in
 * order of acceptance, so comparing ids of one leader's writes is comparing its counters.
 */
import { Relation } from './relation.js';

/**
 * Tells how one version vector stands to another by comparing them entry by entry. Each is a context in
 * `entries` from an offset, with its dot in the place of its leader.
 */
export type VectorComparator = (
  entries: Int32Array,
  width: number,
  incomingAt: number,
  incomingLeader: number,
  incomingDot: number,
  heldAt: number,
  heldLeader: number,
  heldDot: number,
) => Relation;

/** Compares two version vectors. Equal vectors are the same version, and no conflict. */
export const compareVectors: VectorComparator = (
  entries,
  width,
  incomingAt,
  incomingLeader,
  incomingDot,
  heldAt,
  heldLeader,
  heldDot,
) => {
  let hasMore = false;
  let hasLess = false;
  for (let leader = 0; leader < width; leader++) {
    const incoming = leader === incomingLeader ? incomingDot : entries[incomingAt + leader];
    const held = leader === heldLeader ? heldDot : entries[heldAt + leader];
    if (incoming > held) hasMore = true;
    else if (incoming < held) hasLess = true;
  }
  if (hasMore) return hasLess ? Relation.concurrent : Relation.after;
  return hasLess ? Relation.before : Relation.equal;
};
