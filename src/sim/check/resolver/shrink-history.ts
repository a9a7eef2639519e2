/**
 * Makes a failing history smaller as long as it still fails: fewer writes, fewer replicas, fewer messages, and
 * those later; then what is plainer to read.
 */
import type { SmallHistory } from '../../resolver-check.js';
import { restrict } from './small-history.js';

/** The smallest history that can be reached by leaving out one thing after another. */
export function shrinkHistory(history: SmallHistory, fails: (smaller: SmallHistory) => boolean): SmallHistory {
  return shrinkBy(listSmaller, history, fails);
}

/** The same without the replicas that only listen, and with small stamps, as far as it still fails. */
export function makePlain(history: SmallHistory, fails: (smaller: SmallHistory) => boolean): SmallHistory {
  return shrinkBy((each) => [...listWithoutListener(each), ...listWithPlainStamps(each)], history, fails);
}

function shrinkBy(
  list: (history: SmallHistory) => readonly SmallHistory[],
  history: SmallHistory,
  fails: (smaller: SmallHistory) => boolean,
): SmallHistory {
  let smallest = history;
  for (;;) {
    const smaller = list(smallest).find(fails);
    if (smaller === undefined) return smallest;
    smallest = smaller;
  }
}

function listSmaller(history: SmallHistory): readonly SmallHistory[] {
  return [
    ...listWithFewerWrites(history),
    ...listWithoutListener(history),
    ...listWithoutRepeats(history),
    ...listWithLaterTakes(history),
    ...listWithSimplerWrites(history),
    ...listWithPlainStamps(history),
    ...listInOrder(history),
  ];
}

function listWithFewerWrites(history: SmallHistory): readonly SmallHistory[] {
  const all = (1 << history.writes.length) - 1;
  if (history.writes.length < 2) return [];
  return history.writes.map((_, write) => restrict(history, all & ~(1 << write)));
}

/** One that never writes; those after it move up. At least two replicas stay. */
function listWithoutListener({ replicas, writes, ends }: SmallHistory): readonly SmallHistory[] {
  if (replicas <= 2) return [];
  const isListener = (replica: number): boolean => writes.every((write) => write.replica !== replica);
  return [...ends.keys()].filter(isListener).reverse().map((listener) => ({
    replicas: replicas - 1,
    writes: writes.map((write) => (write.replica < listener ? write : { ...write, replica: write.replica - 1 })),
    ends: ends.filter((_, replica) => replica !== listener),
  }));
}

/** A message that comes once more, to whom it came before or who sent it, does not. */
function listWithoutRepeats(history: SmallHistory): readonly SmallHistory[] {
  const has = history.ends.map(() => new Set<number>());
  const isRepeat = (replica: number, message: number): boolean => {
    if (has[replica].has(message)) return true;
    has[replica].add(message);
    return false;
  };
  const smaller: SmallHistory[] = [];
  history.writes.forEach(({ replica, takes }, write) => {
    takes.forEach((message, place) => {
      if (isRepeat(replica, message)) smaller.push(withTakes(history, write, leaveOut(takes, place)));
    });
    has[replica].add(write);
  });
  history.ends.forEach((order, replica) => {
    order.forEach((message, place) => {
      if (!isRepeat(replica, message)) return;
      const ends = history.ends.map((each, i) => (i === replica ? leaveOut(order, place) : each));
      smaller.push({ ...history, ends });
    });
  });
  return smaller;
}

/** A message that was taken in before a write is taken in at the end instead. */
function listWithLaterTakes(history: SmallHistory): readonly SmallHistory[] {
  return history.writes.flatMap(({ takes, replica }, write) =>
    takes.map((message, place) => ({
      ...withTakes(history, write, leaveOut(takes, place)),
      ends: history.ends.map((order, i) => (i === replica ? [...order, message] : order)),
    })),
  );
}

function listWithSimplerWrites(history: SmallHistory): readonly SmallHistory[] {
  return history.writes.flatMap((write, i) =>
    Array.from({ length: write.operation }, (_, operation) => ({
      ...history,
      writes: history.writes.map((each, j) => (i === j ? { ...each, operation } : each)),
    })),
  );
}

/** Stamps one after another as the writes are; or else small ones, in the order in which they are. */
function listWithPlainStamps(history: SmallHistory): readonly SmallHistory[] {
  const { writes } = history;
  const sorted = [...new Set(writes.map(({ stamp }) => stamp))].sort((x, y) => x - y);
  const withStamps = (stampOf: (write: number) => number): SmallHistory => ({
    ...history,
    writes: writes.map((write, i) => ({ ...write, stamp: stampOf(i) })),
  });
  if (writes.every(({ stamp }, i) => stamp === i + 1)) return [];
  const inOrder = withStamps((write) => write + 1);
  const isDense = sorted.every((stamp, i) => stamp === i + 1);
  return isDense ? [inOrder] : [inOrder, withStamps((write) => sorted.indexOf(writes[write].stamp) + 1)];
}

/** Replicas in order of their first writes. */
function listInOrder({ replicas, writes, ends }: SmallHistory): readonly SmallHistory[] {
  const order = [...new Set([...writes.map(({ replica }) => replica), ...ends.keys()])];
  if (order.every((replica, i) => replica === i)) return [];
  return [{
    replicas,
    writes: writes.map((write) => ({ ...write, replica: order.indexOf(write.replica) })),
    ends: order.map((replica) => ends[replica]),
  }];
}

function withTakes(history: SmallHistory, write: number, takes: readonly number[]): SmallHistory {
  return { ...history, writes: history.writes.map((each, i) => (i === write ? { ...each, takes } : each)) };
}

function leaveOut(order: readonly number[], place: number): readonly number[] {
  return order.filter((_, i) => i !== place);
}
