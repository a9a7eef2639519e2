import { describe, expect, test } from 'vitest';
import { replay, restrict } from '../../../../src/sim/check/resolver/small-history.js';
import type { Merging } from '../../../../src/sim/resolution/candidate.js';
import type { SmallHistory } from '../../../../src/sim/resolver-check.js';

/** States are the bits of the writes that are known. */
const known: Merging = {
  initial: 0,
  apply: (state, { write }) => state | (1 << write),
  merge: (local, incoming) => local | incoming,
  areEqual: (x, y) => x === y,
};

/** A writes twice, B has heard of the first one, and C of A's second one alone, with which the first one came. */
const history: SmallHistory = {
  replicas: 3,
  writes: [
    { operation: 0, replica: 0, stamp: 1, takes: [] },
    { operation: 1, replica: 0, stamp: 2, takes: [] },
    { operation: 2, replica: 1, stamp: 3, takes: [0] },
    { operation: 3, replica: 2, stamp: 4, takes: [1] },
  ],
  ends: [[3, 2], [1, 3], [0, 2]],
};

test('whoever has a message knows what its author knew', () => {
  const { seen, finals } = replay(known, history);
  expect(seen).toEqual([0b0000, 0b0001, 0b0001, 0b0011]);
  expect(finals).toEqual([0b1111, 0b1111, 0b1111]);
});

describe('a history without some of its writes', () => {
  test('leaves everybody with what they knew of the others', () => {
    const all = 0b1111;
    for (let kept = 0; kept <= all; kept++) {
      const numbers = [0, 1, 2, 3].filter((write) => (kept & (1 << write)) !== 0);
      const { seen } = replay(known, history);
      const expected = numbers.map((write) =>
        numbers.reduce((bits, other, i) => ((seen[write] & (1 << other)) === 0 ? bits : bits | (1 << i)), 0),
      );
      const rest = replay(known, restrict(history, kept));
      expect(rest.seen).toEqual(expected);
      expect(new Set(rest.finals)).toEqual(new Set([(1 << numbers.length) - 1]));
      expect(replay(known, history, kept).finals).toEqual(rest.finals);
    }
  });

  test('takes in what a message carried where its write never happened', () => {
    const { writes, ends } = restrict(history, 0b1101);
    expect(writes.map(({ operation, takes }) => [operation, takes])).toEqual([[0, []], [2, [0]], [3, [0]]]);
    expect(ends).toEqual([[2, 1], [2], [1]]);
  });

  test('takes in later what came before a write that never happened', () => {
    const { writes, ends } = restrict(history, 0b0111);
    expect(writes).toHaveLength(3);
    expect(ends).toEqual([[2], [1], [1, 0, 2]]);
  });
});
