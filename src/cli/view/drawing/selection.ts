/** Lists of which one entry is selected, where not all of them have room. */
import type { Row } from './row.js';

/** So many rows of a list whose entries take one or more each, with as much of the selected one as fits. */
export function showSelected(entries: readonly (readonly Row[])[], selected: number, rows: number): readonly Row[] {
  const all = entries.flat();
  if (all.length <= rows) return all;
  const start = entries.slice(0, selected).reduce((sum, entry) => sum + entry.length, 0);
  const height = entries[selected]?.length ?? 1;
  // As many rows before it as after it, but never a blank at either end.
  const wanted = start - Math.max(0, Math.floor((rows - height) / 2));
  const top = Math.max(0, Math.min(wanted, all.length - rows));
  return all.slice(top, top + rows);
}

/** The place of an entry, moved within a list; 0 where the list is empty. */
export function moveWithin(place: number, by: number, length: number): number {
  return Math.max(0, Math.min(length - 1, place + by));
}
