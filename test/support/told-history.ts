/**
 * Who was told of which write, from a trace alone, with explicit sets.
 *
 * What a replica accepted or applied it was told of, whatever came of it; a lost disk makes it forget.
 */
import type { TraceEvent } from '../../src/sim/record/trace.js';

/** A write as the trace tells of it. */
export interface ToldWrite {
  readonly id: number;
  readonly key: string;
  /** An operation in words, or a value; null for a delete. */
  readonly value: string | null;
  /** The leader that accepted it, and the stamp it got there. */
  readonly replica: string;
  readonly stamp: number;
  /** Writes of the key that its author had been told of. */
  readonly told: ReadonlySet<number>;
}

/** What came of a whole trace. */
export interface ToldHistory {
  readonly writes: ReadonlyMap<number, ToldWrite>;
  readonly acknowledged: ReadonlySet<number>;
  /** By replica, the writes that it was told of in the end. */
  toldAt(replica: string): ReadonlySet<number>;
}

/** Replays a trace. */
export function replayTold(events: Iterable<TraceEvent>): ToldHistory {
  const writes = new Map<number, ToldWrite>();
  const acknowledged = new Set<number>();
  const told = new Map<string, Set<number>>();
  const toldAt = (replica: string): Set<number> => {
    const known = told.get(replica) ?? new Set<number>();
    told.set(replica, known);
    return known;
  };
  for (const event of events) {
    if (event.kind === 'accept') {
      const { write: id, key, value, replica, stamp } = event;
      const before = [...toldAt(replica)].filter((other) => writes.get(other)?.key === key);
      writes.set(id, { id, key, value, replica, stamp, told: new Set(before) });
      toldAt(replica).add(id);
    } else if (event.kind === 'apply') toldAt(event.replica).add(event.write);
    else if (event.kind === 'acknowledge') acknowledged.add(event.write);
    else if (event.kind === 'wipe') told.delete(event.replica);
  }
  return { writes, acknowledged, toldAt };
}
