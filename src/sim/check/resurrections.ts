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

/** The deletes of each key that some survivor shows in a version whose delete it once had; no key without any. */
export function listResurrections(forgotten: Forgotten): readonly (readonly number[])[] {
  const { keys, survivors } = forgotten;
  const resurrections: (readonly number[])[] = [];
  for (let key = 0; key < keys; key++) {
    const undone = survivors.flatMap((replica) => {
      const deletes = forgotten.everCollected(replica, key);
      if (deletes.length === 0) return [];
      const live = forgotten.holds(replica, key).filter((op) => !forgotten.isDelete(op));
      return deletes.filter((each) => live.some((op) => forgotten.knewOf(each, op)));
    });
    if (undone.length > 0) resurrections.push([...new Set(undone)]);
  }
  return resurrections;
}
