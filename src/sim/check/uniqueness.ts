/** Values that two rows have at once, by what survivors hold and nothing an index believes. */

/** What is left of a run. */
export interface FinalRows {
  readonly keys: number;
  readonly survivors: readonly number[];
  holds(replica: number, key: number): readonly number[];
  /** What a write wrote; null for a delete. */
  valueOf(op: number): string | null;
}

/** How many values some survivor holds in more than one row. */
export function countDoubleBookings(rows: FinalRows): number {
  const doubled = new Set<string>();
  for (const replica of rows.survivors) {
    const holders = new Map<string, number>();
    for (let key = 0; key < rows.keys; key++) {
      for (const op of rows.holds(replica, key)) {
        const value = rows.valueOf(op);
        if (value === null) continue;
        const holder = holders.get(value);
        if (holder !== undefined && holder !== key) doubled.add(value);
        holders.set(value, key);
      }
    }
  }
  return doubled.size;
}
