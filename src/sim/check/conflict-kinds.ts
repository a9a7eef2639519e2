/**
 * Of which kind a conflict is, by what its two writes are and what their authors could see.
 *
 * Asked once a conflict when the run is over, and for each one that a trace tells of.
 */
import { conflictKinds, pairKinds, type ConflictKind, type WriteKind } from '../base/write-kind.js';

/** More conflicts than this are only counted: to class one is two looks anywhere in memory. */
export const mostClassedConflicts = 10_000_000;

/** What is recorded of writes. */
export interface ClassedWrites {
  isDelete(op: number): boolean;
  /** The change of a counter or set that was asked for; null for a write of a whole record. */
  changeOf(op: number): 'increment' | 'add' | 'remove' | null;
  /** What the author could see of the key. */
  parentsOf(op: number): readonly number[];
}

/** A write over nothing, or over nothing but deletes, inserts. */
export function kindOfWrite(writes: ClassedWrites, op: number): WriteKind {
  if (writes.isDelete(op)) return 'delete';
  const change = writes.changeOf(op);
  if (change !== null) return change;
  return writes.parentsOf(op).every((parent) => writes.isDelete(parent)) ? 'insert' : 'update';
}

/** The kind of a conflict between two writes. */
export function kindOfConflict(writes: ClassedWrites, x: number, y: number): ConflictKind {
  return pairKinds(kindOfWrite(writes, x), kindOfWrite(writes, y));
}

/** Pairs of writes, each once. */
export interface Pairs {
  readonly size: number;
  forEach(visit: (x: number, y: number) => void): void;
}

/** How many pairs there are of each kind that occurs; null for more than {@link mostClassedConflicts}. */
export function countConflictKinds(
  writes: ClassedWrites,
  pairs: Pairs,
): Partial<Record<ConflictKind, number>> | null {
  if (pairs.size > mostClassedConflicts) return null;
  const counts = new Map<ConflictKind, number>();
  pairs.forEach((x, y) => {
    const kind = kindOfConflict(writes, x, y);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  });
  const byKind: Partial<Record<ConflictKind, number>> = {};
  for (const kind of conflictKinds) {
    const count = counts.get(kind);
    if (count !== undefined) byKind[kind] = count;
  }
  return byKind;
}
