import { expect, test } from 'vitest';
import { HintStore } from '../../../../src/sim/replication/leaderless/hint-store.js';

test('a hint is kept once for each replica, until it is handed over', () => {
  const store = new HintStore();
  expect([store.keep(7, 1, 10), store.keep(7, 1, 20), store.keep(7, 2, 20)]).toEqual([true, false, true]);
  expect(store.list().map(({ target, sinceUs }) => [target, sinceUs])).toEqual([[1, 10], [2, 20]]);
  expect([store.remove(7, 1), store.remove(7, 1), store.size]).toEqual([true, false, 1]);
});

test('what is older than allowed is thrown away, and everything with the disk', () => {
  const store = new HintStore();
  store.keep(1, 0, 100);
  store.keep(2, 0, 200);
  expect(store.expire(200).map(({ op }) => op)).toEqual([1]);
  expect(store.clear().map(({ op }) => op)).toEqual([2]);
  expect(store.size).toBe(0);
});
