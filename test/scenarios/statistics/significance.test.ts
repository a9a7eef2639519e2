import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustByHolm, signTails, studentTails } from '../../../src/scenarios/statistics/significance.js';
import { studentQuantile } from '../../../src/scenarios/statistics/student-t.js';

test.each([
  [12.7062, 1, 0.05], [4.302653, 2, 0.05], [3.182446, 3, 0.05], [2.776445, 4, 0.05], [2.085963, 20, 0.05],
  [63.65674, 1, 0.01], [4.604095, 4, 0.01], [3.850085, 20, 0.001], [1.961, 9999, 0.04991], [0.7267, 5, 0.5],
])('t = %f with %i degrees of freedom has tails of %f, as in tables', (t, degrees, tails) => {
  expect(studentTails(t, degrees)).toBeCloseTo(tails, 4);
  expect(studentTails(-t, degrees)).toBe(studentTails(t, degrees));
});

test('one and two degrees of freedom have closed forms', () => {
  for (const t of [0.001, 0.3, 1, 2.5, 40, 1e6]) {
    expect(studentTails(t, 1) / (1 - (2 / Math.PI) * Math.atan(t))).toBeCloseTo(1, 8);
    expect(studentTails(t, 2) / (1 - t / Math.sqrt(2 + t * t))).toBeCloseTo(1, t > 1000 ? 2 : 8);
  }
});

test('no distance at all is certain to be reached, an endless one never', () => {
  expect([studentTails(0, 7), studentTails(Infinity, 7), studentTails(-Infinity, 7)]).toEqual([1, 0, 0]);
});

test('quantiles and tails are each other’s inverse', () => {
  const quantiles = fc.double({ min: 0.76, max: 0.9995, noNaN: true });
  fc.assert(
    fc.property(quantiles, fc.integer({ min: 4, max: 3000 }), (p, degrees) => {
      expect(1 - studentTails(studentQuantile(p, degrees), degrees) / 2).toBeCloseTo(p, 4);
    }),
  );
});

test('the sign test counts the ways in which a coin falls at least as unevenly', () => {
  expect(signTails(5, 0)).toBeCloseTo(0.0625, 12);
  expect(signTails(6, 0)).toBeCloseTo(0.03125, 12);
  // (1 + 10 + 45) of 1,024 on either side.
  expect(signTails(2, 8)).toBeCloseTo(112 / 1024, 12);
  expect([signTails(0, 0), signTails(3, 3)]).toEqual([1, 1]);
  expect(signTails(5000, 5200)).toBeCloseTo(0.0488, 3);
});

test('Holm’s way multiplies the least by all, the next by one less, and never falls', () => {
  expect(adjustByHolm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(adjustByHolm([0.5, 0.9])).toEqual([1, 1]);
  expect(adjustByHolm([])).toEqual([]);
});

test('Holm’s way calls nothing that a test alone would not, and all that Bonferroni’s would', () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(chances, (alone) => {
      adjustByHolm(alone).forEach((together, i) => {
        expect(together).toBeGreaterThanOrEqual(alone[i] ?? 0);
        expect(together).toBeLessThanOrEqual(Math.min(1, (alone[i] ?? 0) * alone.length));
      });
    }),
  );
});
