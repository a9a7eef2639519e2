import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairTable } from '../../../src/sim/resolution/pair-table.js';

test('remembers what a map of texts remembers', () => {
  const number = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 3000 }), (pairs) => {
      const table = new PairTable();
      const model = new Map<string, number>();
      for (const [x, y, value] of pairs) {
        expect(table.get(x, y)).toBe(model.get(`${x} ${y}`) ?? -1);
        table.set(x, y, value);
        model.set(`${x} ${y}`, value);
      }
      for (let x = 0; x <= 40; x++) {
        for (let y = 0; y <= 40; y++) expect(table.get(x, y)).toBe(model.get(`${x} ${y}`) ?? -1);
      }
      expect(table.size).toBe(model.size);
    }),
    { numRuns: 20 },
  );
});

test('keeps every pair while it grows', () => {
  const table = new PairTable();
  for (let i = 0; i < 20_000; i++) table.set(i % 157, i, i);
  expect(table.size).toBe(20_000);
  for (let i = 0; i < 20_000; i++) expect(table.get(i % 157, i)).toBe(i);
  expect(table.get(157, 0)).toBe(-1);
});
