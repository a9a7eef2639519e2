import { expect, test } from 'vitest';
import { listOtherOrders } from '../../../src/scenarios/counterexample/other-orders.js';

const writes = [
  { operation: 0, replica: 0, stamp: 1, takes: [] },
  { operation: 1, replica: 1, stamp: 2, takes: [0] },
];
const history = { replicas: 2, writes, ends: [[1], []] };

test('a listener hears of concurrent writes in both orders, and the history itself comes last', () => {
  const orders = listOtherOrders(history, 10);
  expect(orders.map(({ ends }) => ends)).toEqual([[[1], [0], [0, 1]], [[1], [0], [1, 0]], [[1], []]]);
  expect(orders[0].writes.map(({ takes }) => takes)).toEqual([[], []]);
  expect(orders[2]).toEqual(history);
});

test('there are never more than asked for', () => {
  const many = { replicas: 4, writes: [0, 1, 2, 0].map((replica, write) => ({ ...writes[0], replica, stamp: write })), ends: [[], [], [], []] };
  expect(listOtherOrders(many, 25)).toHaveLength(25);
});
