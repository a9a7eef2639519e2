import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PairSet } from '../../../src/sim/record/pair-set.js';

describe('a set of pairs', () => {
  test('is a set of unordered pairs', () => {
    const id = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 2 ** 31 - 2 }));
    const pair = fc.tuple(id, id).filter(([x, y]) => x !== y);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 200 }), (pairs) => {
        const set = new PairSet();
        const model = new Set<string>();
        for (const [x, y] of pairs) {
          const name = [x, y].sort((a, b) => a - b).join();
          expect(set.add(x, y)).toBe(!model.has(name));
          model.add(name);
          expect(set.size).toBe(model.size);
        }
        const visited: string[] = [];
        set.forEach((x, y) => visited.push([x, y].join()));
        expect(visited.sort()).toEqual([...model].map((name) => name.split(',').map(Number).sort((a, b) => a - b).join()).sort());
      }),
    );
  });

  test('still knows every pair after it has grown many times', () => {
    const set = new PairSet();
    const pairs = Array.from({ length: 20_000 }, (_, i) => [i % 150, 150 + Math.floor(i / 150)]);
    for (const [x, y] of pairs) expect(set.add(x, y)).toBe(true);
    expect(set.size).toBe(20_000);
    for (const [x, y] of pairs) expect(set.add(y, x)).toBe(false);
    expect(set.size).toBe(20_000);
  });
});

test('a pair is there in either order, and no other one is', () => {
  const pairs = new PairSet();
  for (let n = 0; n < 3000; n++) pairs.add(n, n + 7);
  expect(pairs.has(10, 3)).toBe(true);
  expect(pairs.has(3, 10)).toBe(true);
  expect(pairs.has(3, 11)).toBe(false);
});
