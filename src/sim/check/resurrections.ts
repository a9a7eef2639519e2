/**
 * Rows that came back from the dead: a survivor shows a version that a delete knew of, and that survivor
 * had taken the delete in and forgotten it since.
 *
 * A row whose delete was never heard of at a survivor is only late there; one that a rule kept in spite of
 * its delete was never gone; and one that somebody wrote anew is another row.
 */

/** What is left of a run, and what was forgotten in it. */
export interface Forgotten {
  readonly keys: number;
  readonly survivors: readonly number[];
  holds(replica: number, key: number): readonly number[];
  /** Deletes of a key that a replica ever collected. */
  everCollected(replica: number, key: number): readonly number[];
  isDelete(op: number): boolean;
  /** Whether the author of a write knew of another one of its key. */
  knewOf(op: number, other: number): boolean;
}

/** How many keys some survivor shows in a version whose delete it once had. */
export function countResurrectedKeys(forgotten: Forgotten): number {
  const { keys, survivors } = forgotten;
  let resurrected = 0;
  for (let key = 0; key < keys; key++) {
    const isBack = survivors.some((replica) => {
      const deletes = forgotten.everCollected(replica, key);
      if (deletes.length === 0) return false;
      const live = forgotten.holds(replica, key).filter((op) => !forgotten.isDelete(op));
      return live.some((op) => deletes.some((each) => forgotten.knewOf(each, op)));
    });
    if (isBack) resurrected++;
  }
  return resurrected;
}
