import { describe, expect, test } from 'vitest';
import { LeaderPromise } from '../../../../src/sim/replication/single-leader/leader-promise.js';

describe('a promise to make nobody else leader', () => {
  test('of elapsed time lasts for the lease and the margin from when it was given', () => {
    const promise = new LeaderPromise({ kind: 'lease', lengthUs: 100, marginUs: 10, measure: 'elapsed' });
    expect(promise.isBinding(0)).toBe(false);
    promise.renew(1_000, 5_000);
    expect([1_109, 1_110].map((us) => promise.isBinding(us))).toEqual([true, false]);
  });

  test('of a timestamp lasts until its giver\'s clock reads what the leader\'s will', () => {
    const promise = new LeaderPromise({ kind: 'lease', lengthUs: 100, marginUs: 10, measure: 'timestamp' });
    promise.renew(1_000, 5_000);
    expect([5_109, 5_110].map((us) => promise.isBinding(us))).toEqual([true, false]);
  });

  test('is not shortened by an older one', () => {
    const promise = new LeaderPromise({ kind: 'lease', lengthUs: 100, marginUs: 0, measure: 'elapsed' });
    promise.renew(1_000, 0);
    promise.renew(500, 0);
    expect(promise.isBinding(1_050)).toBe(true);
  });

  test('is taken for given just before a crash', () => {
    const promise = new LeaderPromise({ kind: 'lease', lengthUs: 100, marginUs: 10, measure: 'timestamp' });
    promise.renewBlindly(2_000);
    expect([2_109, 2_110].map((us) => promise.isBinding(us))).toEqual([true, false]);
  });

  test('is never made without leases', () => {
    const promise = new LeaderPromise({ kind: 'term' });
    promise.renew(1_000, 1_000);
    expect(promise.isBinding(1_000)).toBe(false);
  });
});
