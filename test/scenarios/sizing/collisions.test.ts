import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collisionChance, concurrentPairsPerS, concurrentPairsWithin } from '../../../src/scenarios/sizing/collisions.js';
import { publishedParameters } from '../../../src/scenarios/sizing/parameters.js';

test('two writes are of one key with a chance that no way of choosing makes smaller than an even one', () => {
  expect(collisionChance({ kind: 'uniform' }, 250)).toBe(1 / 250);
  expect(collisionChance({ kind: 'zipf', exponent: 0 }, 250)).toBeCloseTo(1 / 250);
  // 90 % on one key of two: 0.81 and 0.01.
  expect(collisionChance({ kind: 'hot', keys: 1, share: 0.9 }, 2)).toBeCloseTo(0.82);
  // Weights 1 and 1/2: (1 + 1/4) over (3/2)².
  expect(collisionChance({ kind: 'zipf', exponent: 1 }, 2)).toBeCloseTo(5 / 9);
  fc.assert(fc.property(fc.double({ min: 0, max: 3, noNaN: true }), fc.integer({ min: 1, max: 300 }), (exponent, keys) => {
    expect(collisionChance({ kind: 'zipf', exponent }, keys)).toBeGreaterThan(1 / keys - 1e-12);
  }));
});

test('pairs grow with both rates, with the lag, and with the pairs of leaders', () => {
  const two = { ...publishedParameters, writesPerS: 100, othersPerS: 40, keys: 1000, lagUs: 50_000 };
  // 100/s × 40/s × 0.1 s ÷ 1,000.
  expect(concurrentPairsPerS(two)).toBeCloseTo(0.4);
  // Two pairs with the first leader, and one of the other two: 2 × 4,000 + 1,600.
  expect(concurrentPairsPerS({ ...two, regions: 3 })).toBeCloseTo(0.96);
});

test('within a short time every pair is concurrent; in a long one the ends do not count', () => {
  const parameters = { ...publishedParameters, writesPerS: 100, othersPerS: 100, keys: 10, lagUs: 2e6 };
  expect(concurrentPairsWithin(parameters, 1e6)).toBeCloseTo((100 * 100) / 10);
  expect(concurrentPairsWithin(parameters, 1e10) / 1e4 / concurrentPairsPerS(parameters)).toBeCloseTo(1, 3);
});
