/**
 * When everything in a small history happens, so that a run of it takes the same course: moments of the
 * writes, clocks that give them their stamps, and for each message how much longer than usual it takes.
 *
 * Writes are whole seconds apart, or at one moment where nobody could have heard of the other and the stamps
 * are equal; messages come between them.
 */
import type { SmallHistory } from '../../sim/resolver-check.js';

/** Stamps of a history are small numbers; clocks read microseconds. */
export type StampUnit =
  /** One of a stamp is a second: easy to read. */
  | 'second'
  /** Stamps are exactly those of the history, for who looks at more than their order. */
  | 'microsecond';

/** When everything happens; times in microseconds. */
export interface Timetable {
  /** By write. */
  readonly writesUs: readonly number[];
  /** By replica: how far its clock is ahead from the beginning. */
  readonly skewsUs: readonly number[];
  /** Clocks that have to jump between two writes. */
  readonly steps: readonly ClockStep[];
  /** How long messages take. */
  readonly latencyUs: number;
  /** Messages that take longer. */
  readonly delays: readonly Delay[];
  /** Some replica's messages overtake each other on their way to another one. */
  readonly isReordered: boolean;
}

/** A clock that jumps. */
export interface ClockStep {
  readonly replica: number;
  readonly atUs: number;
  readonly byUs: number;
}

/** What a write's message takes longer than others to one replica. */
export interface Delay {
  readonly write: number;
  readonly to: number;
  readonly addUs: number;
}

/** A second, in which times are told. */
export const secondUs = 1_000_000;

/**
 * A timetable; null where some message reaches some replica never: in a run all of them do. A message that
 * comes again is left out.
 */
export function planTimes(given: SmallHistory, unit: StampUnit): Timetable | null {
  const history = withoutRepeats(given);
  const writesUs = placeWrites(history);
  const latencyUs = latencyFor(history, writesUs);
  const arrivals: readonly ReadonlyMap<number, number>[] = Array.from({ length: history.replicas }, (_, replica) =>
    placeArrivals(history, replica, { writesUs, latencyUs }),
  );
  const pairs = history.writes.flatMap(({ replica }, write) =>
    arrivals.flatMap((of, to) => (to === replica ? [] : [{ write, to, atUs: of.get(write) }])),
  );
  if (pairs.some(({ atUs }) => atUs === undefined)) return null;
  const delays = pairs.map(({ write, to, atUs = 0 }) => ({ write, to, addUs: atUs - writesUs[write] - latencyUs }));
  return {
    writesUs,
    ...planClocks(history, writesUs, unit),
    latencyUs,
    delays: delays.filter(({ addUs }) => addUs > 0),
    isReordered: history.writes.some(({ replica }, write) =>
      arrivals.some((of) => history.writes.some((later, next) =>
        next > write && later.replica === replica && (of.get(next) ?? Infinity) <= (of.get(write) ?? 0),
      )),
    ),
  };
}

/** The same with each message once, and never at whom it comes from: whoever has a write in a run knows it again. */
export function withoutRepeats({ replicas, writes, ends }: SmallHistory): SmallHistory {
  const had = Array.from({ length: replicas }, () => new Set<number>());
  const listNew = (replica: number, messages: readonly number[]): readonly number[] =>
    messages.filter((message) => {
      const isNew = writes[message].replica !== replica && !had[replica].has(message);
      had[replica].add(message);
      return isNew;
    });
  return {
    replicas,
    writes: writes.map((write) => ({ ...write, takes: listNew(write.replica, write.takes) })),
    ends: ends.map((messages, replica) => listNew(replica, messages)),
  };
}

/** Where stamps can be the moments themselves nobody's clock is wrong. */
function placeWrites({ writes }: SmallHistory): readonly number[] {
  const least = Math.min(...writes.map(({ stamp }) => stamp));
  const atStamps = writes.map(({ stamp }) => (stamp - least + 1) * secondUs);
  const isInOrder = writes.every(({ replica, takes }, write) =>
    (write === 0 || atStamps[write] >= atStamps[write - 1]) &&
    takes.every((message) => atStamps[message] < atStamps[write]) &&
    writes.slice(0, write).every((earlier, index) => earlier.replica !== replica || atStamps[index] < atStamps[write]),
  );
  const isShort = Math.max(...atStamps) <= mostSeconds * secondUs;
  return isInOrder && isShort ? atStamps : writes.map((_, write) => (write + 1) * secondUs);
}

const mostSeconds = 20;

/** Long where all messages come after all writes, short where some have to come between. */
function latencyFor({ writes }: SmallHistory, writesUs: readonly number[]): number {
  if (writes.some(({ takes }) => takes.length > 0)) return shortUs;
  return Math.max(...writesUs) - Math.min(...writesUs) + secondUs;
}

const shortUs = 100_000;

/** What a replica does in its order, placed one after another; messages come when they would, or later. */
function placeArrivals(
  { writes, ends }: SmallHistory,
  replica: number,
  { writesUs, latencyUs }: { readonly writesUs: readonly number[]; readonly latencyUs: number },
): ReadonlyMap<number, number> {
  const arrivals = new Map<number, number>();
  let lastUs = 0;
  // Of two messages at one moment the one that was sent first comes first.
  let lastMessage = Infinity;
  const place = (messages: readonly number[], stepUs: number): void => {
    for (const message of messages) {
      const usualUs = writesUs[message] + latencyUs;
      const isNext = usualUs > lastUs || (usualUs === lastUs && message > lastMessage);
      lastUs = isNext ? usualUs : lastUs + stepUs;
      lastMessage = message;
      arrivals.set(message, lastUs);
    }
  };
  writes.forEach(({ replica: writer, takes }, write) => {
    if (writer !== replica) return;
    place(takes, Math.min(shortUs, Math.floor((secondUs - 2 * shortUs) / Math.max(takes.length, 1))));
    lastUs = writesUs[write];
    lastMessage = Infinity;
  });
  place(ends[replica], latencyUs);
  return arrivals;
}

function planClocks(
  { replicas, writes }: SmallHistory,
  writesUs: readonly number[],
  unit: StampUnit,
): Pick<Timetable, 'skewsUs' | 'steps'> {
  const unitUs = unit === 'second' ? secondUs : 1;
  const aheadUs = writes.map(({ stamp }, write) => stamp * unitUs - writesUs[write]);
  // What counts is how stamps stand to each other, so nobody need be behind.
  const leastUs = unit === 'second' ? Math.min(...aheadUs) : 0;
  const skewsUs = Array.from({ length: replicas }, () => 0);
  const steps: ClockStep[] = [];
  for (let replica = 0; replica < replicas; replica++) {
    let currentUs: number | null = null;
    writes.forEach((each, write) => {
      if (each.replica !== replica) return;
      const wantedUs = aheadUs[write] - leastUs;
      if (currentUs === null) skewsUs[replica] = wantedUs;
      else if (wantedUs !== currentUs) {
        steps.push({ replica, atUs: writesUs[write] - secondUs / 2, byUs: wantedUs - currentUs });
      }
      currentUs = wantedUs;
    });
  }
  return { skewsUs, steps: steps.sort((x, y) => x.atUs - y.atUs) };
}
