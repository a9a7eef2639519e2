/**
 * Small histories: what a few replicas were asked, and what reached whom in which order.
 *
 * Each write makes a message with its replica's whole state. Every message reaches every other replica
 * once; the order is free, and a replica may have taken in some before it accepts a write.
 */
import type { Merging } from '../../resolution/candidate.js';
import type { HistoryWrite, SmallHistory } from '../../resolver-check.js';

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

/** What comes of a history that is carried out from its beginning. */
export interface WholeReplay extends Replay {
  /** By write: the state in which its replica was right before. */
  readonly before: readonly number[];
}

/**
 * Carries a history out, or what would have been of it with some of its writes alone, given by a bit each:
 * the others never happened, and their messages are what their authors held.
 */
export function replay(candidate: Merging, history: SmallHistory, kept = -1): WholeReplay {
  const states = Array.from({ length: history.replicas }, (_, replica) => candidate.initialOf?.(replica) ?? candidate.initial);
  const known = states.map(() => 0);
  const last = states.map(() => -1);
  const messages: number[] = [];
  const seen: number[] = [];
  const before: number[] = [];
  let number = 0;
  const take = (replica: number, message: number): void => {
    if (!isIn(kept, message) && seen[message] === 0) return;
    states[replica] = candidate.merge(states[replica], messages[message]);
    known[replica] |= seen[message] | (kept & (1 << message));
  };
  for (let write = 0; write < history.writes.length; write++) {
    const { operation, replica, stamp, takes } = history.writes[write];
    for (const message of takes) take(replica, message);
    before.push(states[replica]);
    if (!isIn(kept, write)) {
      messages.push(states[replica]);
      seen.push(known[replica]);
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
  return { messages, seen, before, held, finals: states };
}

/**
 * The same history with some of its writes alone, given by a bit each; the others never happened. Who took in
 * the message of one that did not takes in, in its place, those that its author knew of.
 */
export function restrict(history: SmallHistory, kept: number): SmallHistory {
  const numbers = history.writes.map((_, write) => write).filter((write) => isIn(kept, write));
  const rename = (order: readonly number[]): readonly number[] => order.map((write) => numbers.indexOf(write));
  const replicas = Array.from({ length: history.replicas }, newTaker);
  const standIns: (readonly number[])[] = [];
  const writes: HistoryWrite[] = [];
  const take = (replica: number, message: number): void => {
    const at = replicas[replica];
    for (const write of standIns[message]) {
      if (!isIn(at.has, write)) at.waiting.push(write);
      at.has |= 1 << write;
    }
  };
  history.writes.forEach(({ takes, replica, ...asked }, write) => {
    const at = replicas[replica];
    for (const message of takes) take(replica, message);
    if (isIn(kept, write)) {
      writes.push({ ...asked, replica, takes: rename(at.waiting.splice(0)) });
      at.has |= 1 << write;
      standIns.push([write]);
    } else {
      const own = at.last < 0 ? [] : standIns[at.last];
      standIns.push([...new Set([...own, ...takes.flatMap((message) => standIns[message])])]);
    }
    at.last = write;
  });
  history.ends.forEach((order, replica) => {
    for (const message of order) take(replica, message);
  });
  return { replicas: history.replicas, writes, ends: replicas.map(({ waiting }) => rename(waiting)) };
}

/** Whether a set of writes, a bit each, has this one. */
export function isIn(writes: number, write: number): boolean {
  return (writes & (1 << write)) !== 0;
}

/** Whether neither of two writes knew of the other. */
export function areConcurrent(seen: readonly number[], x: number, y: number): boolean {
  return x !== y && !isIn(seen[x], y) && !isIn(seen[y], x);
}

/** A replica of a history of which only a part happens. */
interface Taker {
  /** A bit for each write whose message it has. */
  has: number;
  /** What it took in since its last write. */
  readonly waiting: number[];
  /** Its last write, whether that happened or not; −1 for none. */
  last: number;
}

function newTaker(): Taker {
  return { has: 0, waiting: [], last: -1 };
}
