/**
 * Version vectors of versions, kept as rows of one column (Parker et al. 1983; dots after Preguiça et al. 2010).
 *
 *   contexts:  | l0 l1 … ln | l0 l1 … ln | …      one row a version: what its author knew of the key
 *
 * An entry is 1 + the id of the latest write by that leader that is covered, 0 for none. Ids grow in
 * order of acceptance, so comparing ids of one leader's writes is comparing its counters. A version's
 * own entry in its vector is its own id (its dot); the row keeps what came before it there.
 */
import { Relation } from './relation.js';

/** A version's place in the contexts column: its id and the leader that accepted it. */
export interface VersionRef {
  readonly id: number;
  readonly leader: number;
}

/** Tells how `incoming` stands to `held` by comparing their vectors entry by entry. */
export type VectorComparator = (
  contexts: Int32Array,
  width: number,
  incomingId: number,
  incomingLeader: number,
  heldId: number,
  heldLeader: number,
) => Relation;

/** Compares two version vectors. Equal vectors are the same version, and no conflict. */
export const compareVectors: VectorComparator = (
  contexts,
  width,
  incomingId,
  incomingLeader,
  heldId,
  heldLeader,
) => {
  const incomingRow = incomingId * width;
  const heldRow = heldId * width;
  let hasMore = false;
  let hasLess = false;
  for (let leader = 0; leader < width; leader++) {
    const mine = leader === incomingLeader ? incomingId + 1 : contexts[incomingRow + leader];
    const theirs = leader === heldLeader ? heldId + 1 : contexts[heldRow + leader];
    if (mine > theirs) hasMore = true;
    else if (mine < theirs) hasLess = true;
  }
  if (hasMore) return hasLess ? Relation.concurrent : Relation.after;
  return hasLess ? Relation.before : Relation.equal;
};
