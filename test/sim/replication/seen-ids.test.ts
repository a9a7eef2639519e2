import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SeenIds } from '../../../src/sim/replication/seen-ids.js';

describe('seen ids', () => {
  test('are a set of ids', () => {
    const id = fc.oneof(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 300_000 }));
    const list = fc.array(id, { maxLength: 80 });
    fc.assert(
      fc.property(list, list, (ids, others) => {
        const seen = new SeenIds();
        const model = new Set<number>();
        for (const each of ids) {
          seen.add(each);
          model.add(each);
        }
        for (const each of [...ids, ...others]) expect(seen.has(each)).toBe(model.has(each));
      }),
    );
  });

  test('are none once cleared', () => {
    const seen = new SeenIds();
    for (const id of [0, 31, 5000]) seen.add(id);
    seen.clear();
    expect([0, 31, 5000].map((id) => seen.has(id))).toEqual([false, false, false]);
  });

  test('tell all 32 neighbours of a word apart', () => {
    const seen = new SeenIds();
    for (let id = 64; id < 96; id += 2) seen.add(id);
    for (let id = 60; id < 100; id++) {
      expect(seen.has(id)).toBe(id >= 64 && id < 96 && id % 2 === 0);
    }
  });
});
