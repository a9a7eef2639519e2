import { describe, expect, test } from 'vitest';
import { RowLocks } from '../../../../src/sim/replication/certification/row-locks.js';

describe('row locks', () => {
  test('the first of a key begins, the others wait in their order', () => {
    const locks = new RowLocks();
    expect([1, 2, 3].map((ticket) => locks.acquire(7, ticket))).toEqual([true, false, false]);
    expect(locks.release(7)).toBe(2);
    expect(locks.acquire(7, 4)).toBe(false);
    expect(locks.release(7)).toBe(3);
    expect(locks.release(7)).toBe(4);
    expect(locks.release(7)).toBe(-1);
    expect(locks.acquire(7, 5)).toBe(true);
  });

  test('other keys do not wait', () => {
    const locks = new RowLocks();
    locks.acquire(7, 1);
    expect(locks.acquire(8, 2)).toBe(true);
  });

  test('a crash ends all, and names those who waited', () => {
    const locks = new RowLocks();
    locks.acquire(7, 1);
    locks.acquire(7, 2);
    locks.acquire(8, 3);
    expect(locks.clear()).toEqual([2]);
    expect(locks.acquire(7, 4)).toBe(true);
  });
});
