import { expect, test } from 'vitest';
import { GrowingList } from '../../../src/sim/base/growing-list.js';

test('a growing list becomes a shorter or a longer one that it was', () => {
  const list = new GrowingList<string>();
  for (const value of ['a', 'b', 'c']) list.push(value);
  const { items } = list;
  list.restore([['a']]);
  expect([list.length, list.items]).toEqual([1, ['a']]);
  list.restore([['a', 'b'], ['c', 'd']]);
  expect(list.items).toEqual(['a', 'b', 'c', 'd']);
  expect(list.items).toBe(items);
});
