/** Every pair of concurrent writes that met in a run: where first, of which kind, and what was kept. */
import type { ConflictKind } from '../../../sim/base/write-kind.js';
import { indexRun, type ToldRun } from './run-index.js';

/** One pair, as it was at its first meeting. */
export interface LoggedConflict {
  readonly atUs: number;
  readonly replica: string;
  readonly key: string;
  /** Null where it is not told apart by kind. */
  readonly kind: ConflictKind | null;
  /** By number, the smaller first. */
  readonly writes: readonly [number, number];
  /** Those of the two that the replica holds afterwards: both where they stay beside each other or are merged. */
  readonly kept: readonly number[];
  /** At how many leaders it met, this one included. */
  readonly meetings: number;
}

/** In order of their first meetings. What the detector calls concurrent counts; followers repeat their leaders. */
export function listConflicts(told: ToldRun): readonly LoggedConflict[] {
  const index = indexRun(told);
  const found = new Map<string, Omit<LoggedConflict, 'meetings'> & { readonly at: Set<string> }>();
  for (const event of told.trace) {
    if ((event.kind !== 'apply' && event.kind !== 'accept') || !index.isRegion(event.replica)) continue;
    // What is there already meets nobody again.
    if (event.kind === 'apply' && event.outcome === 'known') continue;
    const kinds = event.kind === 'apply' ? event.conflictKinds : undefined;
    (event.conflictsWith ?? []).forEach((rival, at) => {
      const writes = [Math.min(rival, event.write), Math.max(rival, event.write)] as const;
      const known = found.get(writes.join());
      if (known !== undefined) {
        known.at.add(event.replica);
        return;
      }
      const { atUs, replica, key, holds } = event;
      const kept = writes.filter((write) => holds.includes(write));
      found.set(writes.join(), { atUs, replica, key, kind: kinds?.[at] ?? null, writes, kept, at: new Set([replica]) });
    });
  }
  return [...found.values()].map(({ at, ...conflict }) => ({ ...conflict, meetings: at.size }));
}
