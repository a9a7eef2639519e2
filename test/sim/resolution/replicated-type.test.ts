import { expect, test } from 'vitest';
import { listWrites } from '../../../src/sim/resolution/replicated-type.js';

const previous = new Map([[9, 6], [6, 2], [2, -1], [7, 3], [3, -1]]);
const previousOf = (op: number): number => previous.get(op) ?? -1;

test('a span is walked from its last write to its first, and each write is named once', () => {
  const span = { author: 0, after: 2, last: 9 };
  const other = { author: 1, after: -1, last: 7 };
  const support = [
    { part: 'x', writes: [other, span] },
    { part: 'y', writes: [{ author: 0, after: 2, last: 6 }] },
  ];
  expect(listWrites(support, previousOf)).toEqual([3, 6, 7, 9]);
  expect(listWrites([], previousOf)).toEqual([]);
});
