import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyChains } from '../../../../src/sim/replication/single-leader/key-chains.js';

describe('chains of keys', () => {
  test('give back what a key held before, write by write', () => {
    const chains = new KeyChains(3);
    for (const key of [0, 1, -1, 0]) chains.push(key);
    expect([chains.lastOf(0), chains.lastOf(1), chains.lastOf(2)]).toEqual([4, 2, 0]);
    expect(chains.pop()).toEqual({ key: 0, holds: 1 });
    expect(chains.pop()).toEqual({ key: -1, holds: 0 });
    expect(chains.pop()).toEqual({ key: 1, holds: 0 });
    expect([chains.lastOf(0), chains.lastOf(1), chains.appliedTo]).toEqual([1, 0, 1]);
  });

  test('are what replaying the rest from the start would give', () => {
    const step = fc.oneof(fc.record({ push: fc.integer({ min: -1, max: 4 }) }), fc.record({ pop: fc.nat(6) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const chains = new KeyChains(5);
        const model: number[] = [];
        for (const each of steps) {
          if ('push' in each) {
            chains.push(each.push);
            model.push(each.push);
            continue;
          }
          for (let i = 0; i < each.pop && model.length > 0; i++) {
            const key = model.pop();
            const { key: undone, holds } = chains.pop();
            expect(undone).toBe(key);
            if (undone >= 0) expect(holds).toBe(model.lastIndexOf(undone) + 1);
          }
        }
        for (let key = 0; key < 5; key++) expect(chains.lastOf(key)).toBe(model.lastIndexOf(key) + 1);
      }),
    );
  });
});
