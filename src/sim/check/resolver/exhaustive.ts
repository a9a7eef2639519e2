/**
 * Every history within bounds: all operations at all replicas, and all orders in which messages can come.
 *
 * Writes are placed one after another. What a replica took in before a write matters only then, so it is
 * chosen then: any message sent so far, any number of them, in any order. Orders that come to the same state
 * count once, which for a sound resolver are nearly all. Replicas that no write has told apart are alike.
 */
import type { Candidate } from '../../resolution/candidate.js';
import type { HistoryWrite, SmallHistory } from '../../resolver-check.js';

/** What is searched. */
export interface Bounds {
  /** With one that only listens. */
  readonly replicas: number;
  readonly writes: number;
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

/** A state that a replica can be in, and what it took in, one after another, to get there. */
export interface Standing {
  readonly state: number;
  /** A bit for each message that it has, its own included. */
  readonly has: number;
  /** A bit for each write that it knows of. */
  readonly knows: number;
  /** The message that it took in last; −1 where it took in none since its own write. */
  readonly took: number;
  readonly from: Standing | null;
}

/** Writes placed, and where everybody stands. */
export interface Placed {
  readonly writes: readonly HistoryWrite[];
  readonly messages: readonly number[];
  readonly seen: readonly number[];
  /** By replica: right after its last write. */
  readonly standings: readonly Standing[];
}

/** Looks at one set of placed writes; false ends the search. */
export type Visitor = (placed: Placed) => boolean;

/** Visits all histories of exactly so many writes; false when the visitor ended it. */
export function visitHistories(candidate: Candidate, bounds: Bounds, clock: ClockChoice, visit: Visitor): boolean {
  const begin: Standing = { state: candidate.initial, has: 0, knows: 0, took: -1, from: null };
  const standings = Array.from({ length: bounds.replicas }, () => begin);
  const writes: HistoryWrite[] = [];
  const messages: number[] = [];
  const seen: number[] = [];
  const counts = standings.map(() => 0);
  const last = standings.map(() => -1);

  function place(used: number): boolean {
    const write = writes.length;
    if (write === bounds.writes) return visit({ writes, messages, seen, standings });
    const choices = Math.min(used + 1, bounds.replicas);
    for (let replica = 0; replica < choices; replica++) {
      const stamp = stampOf(clock, replica, write, counts[replica]);
      for (const standing of listStandings(candidate, standings[replica], messages, seen)) {
        for (let operation = 0; operation < candidate.operations.length; operation++) {
          if (!placeAt(standing, { operation, replica, stamp }, Math.max(used, replica + 1))) return false;
        }
      }
    }
    return true;
  }

  function placeAt(standing: Standing, asked: Omit<HistoryWrite, 'takes'>, used: number): boolean {
    const write = writes.length;
    const { replica } = asked;
    const before = { standing: standings[replica], last: last[replica] };
    const state = candidate.apply(standing.state, { ...asked, write, previous: before.last });
    writes.push({ ...asked, takes: listTakes(standing) });
    messages.push(state);
    seen.push(standing.knows);
    counts[replica]++;
    last[replica] = write;
    const bit = 1 << write;
    standings[replica] = { state, has: standing.has | bit, knows: standing.knows | bit, took: -1, from: null };
    const goesOn = place(used);
    standings[replica] = before.standing;
    last[replica] = before.last;
    counts[replica]--;
    writes.pop();
    messages.pop();
    seen.pop();
    return goesOn;
  }

  return place(0);
}

/** Where a replica can get to by taking in messages that it does not have, fewest first. */
export function listStandings(
  candidate: Candidate,
  from: Standing,
  messages: readonly number[],
  seen: readonly number[],
): readonly Standing[] {
  const standings = [from];
  if (messages.length === 0) return standings;
  const found = new Set([keyOf(from)]);
  for (const standing of standings) {
    for (let message = 0; message < messages.length; message++) {
      const bit = 1 << message;
      if ((standing.has & bit) !== 0) continue;
      const next: Standing = {
        state: candidate.merge(standing.state, messages[message]),
        has: standing.has | bit,
        knows: standing.knows | seen[message] | bit,
        took: message,
        from: standing,
      };
      const key = keyOf(next);
      if (found.has(key)) continue;
      found.add(key);
      standings.push(next);
    }
  }
  return standings;
}

/** The messages that a replica took in since its last write, in order. */
export function listTakes(standing: Standing): readonly number[] {
  const takes: number[] = [];
  for (let at: Standing | null = standing; at !== null; at = at.from) if (at.took >= 0) takes.unshift(at.took);
  return takes;
}

/** The history in which replicas end so. */
export function historyOf({ writes }: Placed, ends: readonly Standing[]): SmallHistory {
  return { replicas: ends.length, writes: [...writes], ends: ends.map(listTakes) };
}

function stampOf(clock: ClockChoice, replica: number, write: number, count: number): number {
  switch (clock) {
    case 'in-order':
      return write + 1;
    case 'tied':
      return count + 1;
    case 'behind':
      return write + 1 + 15 * (3 - replica);
  }
}

/** What a replica knows follows from what it has. */
function keyOf({ state, has }: Standing): number {
  return state * 0x10000 + has;
}
