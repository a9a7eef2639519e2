/** What a write is to its record, and so what two writes in conflict are to each other. */

/**
 * What a write does: `insert` brings a record into being where its author held none, `update` replaces or
 * changes one. Changes of counters and sets go by what was asked for, however they are carried out.
 */
const writeKinds = ['insert', 'update', 'increment', 'add', 'remove', 'delete'] as const;

/** One of {@link writeKinds}. */
export type WriteKind = (typeof writeKinds)[number];

/** A kind of conflict: what its two writes are, in the order of {@link writeKinds}, as in `update-delete`. */
export type ConflictKind = `${WriteKind}-${WriteKind}`;

/** Every kind of conflict there can be. */
export const conflictKinds: readonly ConflictKind[] = writeKinds.flatMap((first, i) =>
  writeKinds.slice(i).map((second) => pairKinds(first, second)),
);

/** The kind of a conflict between two writes of these kinds, whichever comes first. */
export function pairKinds(x: WriteKind, y: WriteKind): ConflictKind {
  return writeKinds.indexOf(x) <= writeKinds.indexOf(y) ? `${x}-${y}` : `${y}-${x}`;
}
