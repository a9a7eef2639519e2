/**
 * Every history within bounds: all operations at all replicas, and all orders in which messages can come.
 *
 * Writes are placed one after another. What a replica took in before a write matters only then, so it is
 * chosen then: any message sent so far, any number of them, in any order. Orders that come to the same state
 * count once, which for a sound resolver are nearly all. Replicas that no write has told apart are alike.
 */
import { assertNever } from '../../base/assert.js';
import type { Merging } from '../../resolution/candidate.js';
import type { HistoryWrite, SmallHistory } from '../../resolver-check.js';
import { Standings, type Orders, type Sent, type Standpoint } from './standings.js';

/** What is searched. */
export interface Bounds {
  /** With one that only listens. */
  readonly replicas: number;
  readonly writes: number;
  readonly clock: ClockChoice;
  /** Which operations are asked. */
  readonly operations: readonly number[];
  /** One of so many parts of all histories; they differ in how the first two writes are placed. */
  readonly part: number;
  readonly parts: number;
  /** Replicas differ from the beginning. Default: only what is done at them tells them apart. */
  readonly areToldApart?: boolean;
}

/** How the replicas' clocks stand to each other. */
export type ClockChoice =
  /** Every write has a later stamp than those before it. */
  | 'in-order'
  /** The first writes of all replicas have one stamp, the second ones the next. */
  | 'tied'
  /** Each replica is behind the one before it. */
  | 'behind';

/** All of them. */
export const clockChoices: readonly ClockChoice[] = ['in-order', 'tied', 'behind'];

/** Writes placed, and where everybody stands. Changes while the search goes on. */
export interface Placed extends Sent {
  readonly writes: readonly HistoryWrite[];
  /** By replica. */
  readonly standpoints: readonly Standpoint[];
}

/** Who looks at histories. */
export interface Visitor {
  /** Which orders are worth looking at from now on. */
  orders(): Orders;
  /** So many standings of a replica were found. */
  noteWork(standings: number): void;
  /** Looks at one set of placed writes; false ends the search. */
  look(placed: Placed): boolean;
}

/** Visits all histories of exactly so many writes; false when the visitor ended it. */
export function visitHistories(candidate: Merging, bounds: Bounds, visitor: Visitor): boolean {
  const standpoints = Array.from({ length: bounds.replicas }, (_, replica): Standpoint => {
    return { state: candidate.initialOf?.(replica) ?? candidate.initial, has: 0, knows: 0, again: 0 };
  });
  const writes: HistoryWrite[] = [];
  const messages: number[] = [];
  const seen: number[] = [];
  const placed: Placed = { writes, messages, seen, standpoints };
  const counts = standpoints.map(() => 0);
  const last = standpoints.map(() => -1);
  const levels = Array.from({ length: bounds.writes }, () => new Standings());
  const splitsAt = Math.min(bounds.writes, 2);
  let branches = 0;

  function place(used: number): boolean {
    const write = writes.length;
    if (write === splitsAt && branches++ % bounds.parts !== bounds.part) return true;
    if (write === bounds.writes) return visitor.look(placed);
    const choices = bounds.areToldApart === true ? bounds.replicas : Math.min(used + 1, bounds.replicas);
    const standings = levels[write];
    for (let replica = 0; replica < choices; replica++) {
      const stamp = stampOf(bounds.clock, replica, write, counts[replica]);
      standings.fill(candidate, standpoints[replica], placed, visitor.orders());
      visitor.noteWork(standings.length);
      for (let row = 0; row < standings.length; row++) {
        const from = standings.standpointAt(row);
        const takes = standings.takesAt(row);
        for (const operation of bounds.operations) {
          if (!placeAt(from, { operation, replica, stamp, takes }, Math.max(used, replica + 1))) return false;
        }
      }
    }
    return true;
  }

  function placeAt({ state, has, knows, again }: Standpoint, asked: HistoryWrite, used: number): boolean {
    const write = writes.length;
    const { operation, replica, stamp } = asked;
    const before = standpoints[replica];
    const previous = last[replica];
    const after = candidate.apply(state, { operation, replica, stamp, write, previous });
    const bit = 1 << write;
    writes.push(asked);
    messages.push(after);
    seen.push(knows);
    counts[replica]++;
    last[replica] = write;
    standpoints[replica] = { state: after, has: has | bit, knows: knows | bit, again };
    const goesOn = place(used);
    standpoints[replica] = before;
    last[replica] = previous;
    counts[replica]--;
    writes.pop();
    messages.pop();
    seen.pop();
    return goesOn;
  }

  return place(0);
}

/** The history in which replicas take in these messages in the end. */
export function historyOf({ writes, standpoints }: Placed, ends: readonly (readonly number[])[]): SmallHistory {
  return { replicas: standpoints.length, writes: [...writes], ends };
}

function stampOf(clock: ClockChoice, replica: number, write: number, count: number): number {
  switch (clock) {
    case 'in-order':
      return write + 1;
    case 'tied':
      return count + 1;
    case 'behind':
      return write + 1 + 15 * (3 - replica);
    default:
      return assertNever(clock);
  }
}
