/** Makes a failing history smaller as long as it still fails: first fewer writes, then fewer messages before them. */
import { restrict } from './small-history.js';
import type { SmallHistory } from '../../resolver-check.js';

/** The smallest history that can be reached by leaving out one thing after another. */
export function shrinkHistory(history: SmallHistory, fails: (smaller: SmallHistory) => boolean): SmallHistory {
  let smallest = history;
  for (;;) {
    const smaller = listSmaller(smallest).find(fails);
    if (smaller === undefined) return smallest;
    smallest = smaller;
  }
}

function listSmaller(history: SmallHistory): readonly SmallHistory[] {
  return [...listWithFewerWrites(history), ...listWithLaterTakes(history), ...listWithSimplerWrites(history)];
}

function listWithFewerWrites(history: SmallHistory): readonly SmallHistory[] {
  const all = (1 << history.writes.length) - 1;
  return history.writes.length < 2 ? [] : history.writes.map((_, write) => restrict(history, all & ~(1 << write)));
}

/** A message that was taken in before a write is taken in at the end instead, and so is whatever came after it. */
function listWithLaterTakes({ replicas, writes, ends }: SmallHistory): readonly SmallHistory[] {
  return writes.flatMap(({ takes, replica }, write) =>
    takes.map((message) => ({
      replicas,
      writes: writes.map((each, i) =>
        i === write ? { ...each, takes: takes.filter((other) => other !== message) } : each,
      ),
      ends: ends.map((order, i) => (i === replica ? [...order, message] : order)),
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
