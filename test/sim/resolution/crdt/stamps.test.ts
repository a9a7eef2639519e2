import { expect, test } from 'vitest';
import { compareStamped } from '../../../../src/sim/resolution/crdt/stamps.js';

test('orders by stamp, then leader, then acceptance', () => {
  const least = { stamp: 1, leader: 1, op: 1 };
  for (const later of [
    { stamp: 2, leader: 0, op: 0 },
    { stamp: 1, leader: 2, op: 0 },
    { stamp: 1, leader: 1, op: 2 },
  ]) {
    expect(compareStamped(later, least)).toBeGreaterThan(0);
    expect(compareStamped(least, later)).toBeLessThan(0);
  }
  expect(compareStamped(least, { ...least })).toBe(0);
});
