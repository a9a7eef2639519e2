/**
 * Small histories: what a few replicas were asked, and what reached whom in which order.
 *
 * Each write makes a message with its replica's whole state. Every message reaches every other replica
 * once; the order is free, and a replica may have taken in some before it accepts a write.
 */
import type { Merging } from '../../resolution/candidate.js';
import type { SmallHistory } from '../../resolver-check.js';

/** What comes of a history. */
export interface Replay {
  /** By write: the state that its message carries. */
  readonly messages: readonly number[];
  /** By write: a bit for each write that its replica knew of. */
  readonly seen: readonly number[];
  /** By replica: after its last write, before the messages of the end. */
  readonly held: readonly number[];
  /** By replica. */
  readonly finals: readonly number[];
}

/**
 * Carries a history out, or what would have been of it with some of its writes alone, given by a bit each:
 * the others never happened. What they were is then told of those that did, and 0 of the others.
 */
export function replay(candidate: Merging, history: SmallHistory, kept = -1): Replay {
  const states = Array.from({ length: history.replicas }, (_, replica) => candidate.initialOf?.(replica) ?? candidate.initial);
  const known = states.map(() => 0);
  const last = states.map(() => -1);
  const messages: number[] = [];
  const seen: number[] = [];
  let number = 0;
  const take = (replica: number, message: number): void => {
    if (!isIn(kept, message)) return;
    states[replica] = candidate.merge(states[replica], messages[message]);
    known[replica] |= seen[message] | (1 << message);
  };
  for (let write = 0; write < history.writes.length; write++) {
    const { operation, replica, stamp, takes } = history.writes[write];
    for (const message of takes) take(replica, message);
    if (!isIn(kept, write)) {
      messages.push(0);
      seen.push(0);
      continue;
    }
    const previous = last[replica];
    states[replica] = candidate.apply(states[replica], { operation, replica, stamp, write: number, previous });
    messages.push(states[replica]);
    seen.push(known[replica]);
    known[replica] |= 1 << write;
    last[replica] = number++;
  }
  const held = [...states];
  history.ends.forEach((order, replica) => {
    for (const message of order) take(replica, message);
  });
  return { messages, seen, held, finals: states };
}

/** The same history with some of its writes alone, given by a bit each; the others never happened. */
export function restrict(history: SmallHistory, kept: number): SmallHistory {
  const numbers = history.writes.map((_, write) => write).filter((write) => isIn(kept, write));
  const rename = (order: readonly number[]): readonly number[] =>
    order.flatMap((write) => (isIn(kept, write) ? [numbers.indexOf(write)] : []));
  return {
    replicas: history.replicas,
    writes: numbers.map((write) => {
      const { takes, replica, ...asked } = history.writes[write];
      return { ...asked, replica, takes: rename([...takesOfDropped(history, kept, write), ...takes]) };
    }),
    ends: history.ends.map((order, replica) =>
      rename([...takesOfDropped(history, kept, history.writes.length, replica), ...order]),
    ),
  };
}

/** Whether a set of writes, a bit each, has this one. */
export function isIn(writes: number, write: number): boolean {
  return (writes & (1 << write)) !== 0;
}

/** Whether neither of two writes knew of the other. */
export function areConcurrent(seen: readonly number[], x: number, y: number): boolean {
  return x !== y && !isIn(seen[x], y) && !isIn(seen[y], x);
}

/** What a replica took in just before those of its writes that are dropped, since the last one that is kept. */
function takesOfDropped(
  { writes }: SmallHistory,
  kept: number,
  before: number,
  replica = writes[before].replica,
): readonly number[] {
  const takes: number[] = [];
  for (let write = before - 1; write >= 0; write--) {
    if (writes[write].replica !== replica) continue;
    if (isIn(kept, write)) break;
    takes.unshift(...writes[write].takes);
  }
  return takes;
}
