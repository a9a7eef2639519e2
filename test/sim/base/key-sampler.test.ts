import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternalError } from '../../../src/sim/base/assert.js';
import { compileKeyChoice } from '../../../src/sim/base/key-sampler.js';
import { RandomStreams } from '../../../src/sim/base/random.js';
import type { KeyChoice } from '../../../src/sim/scenario.js';
import { chiSquareScore } from './chi-square.js';

const draws = 300_000;

describe('compileKeyChoice', () => {
  it('picks keys that exist, whatever the choice', () => {
    const choice: fc.Arbitrary<KeyChoice> = fc.oneof(
      fc.constant({ kind: 'uniform' } as const),
      fc
        .double({ min: 0, max: 5, noNaN: true })
        .map((exponent) => ({ kind: 'zipf', exponent }) as const),
      fc
        .tuple(fc.nat({ max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([keys, share]) => ({ kind: 'hot', keys, share }) as const),
    );
    const stream = new RandomStreams('range').stream('keys');
    fc.assert(
      fc.property(choice, fc.integer({ min: 1, max: 30 }), (each, count) => {
        const pick = compileKeyChoice(each, count);
        for (let i = 0; i < 50; i++) {
          const key = pick(stream);
          expect(Number.isInteger(key) && key >= 0 && key < count).toBe(true);
        }
      }),
    );
  });

  it('picks uniform keys alike', () => {
    const score = scoreOf({ kind: 'uniform' }, new Float64Array(500).fill(1));
    expect(Math.abs(score)).toBeLessThan(4);
  });

  it.each([0, 0.5, 0.99, 1, 1.2, 2])('picks keys by Zipf with exponent %d', (exponent) => {
    const weights = Float64Array.from({ length: 1000 }, (_, k) => (k + 1) ** -exponent);
    expect(Math.abs(scoreOf({ kind: 'zipf', exponent }, weights))).toBeLessThan(4);
  });

  it('tells a Zipf exponent from one that differs by a fiftieth', () => {
    const weights = Float64Array.from({ length: 1000 }, (_, k) => (k + 1) ** -1);
    expect(scoreOf({ kind: 'zipf', exponent: 1.02 }, weights)).toBeGreaterThan(4);
  });

  it('picks the hot keys evenly for their share, and the others evenly for the rest', () => {
    const weights = Float64Array.from({ length: 400 }, (_, k) => (k < 20 ? 0.8 / 20 : 0.2 / 380));
    expect(Math.abs(scoreOf({ kind: 'hot', keys: 20, share: 0.8 }, weights))).toBeLessThan(4);
  });

  it('picks only hot keys when they have it all, and none when they have nothing', () => {
    const stream = new RandomStreams('ends').stream('keys');
    const all = compileKeyChoice({ kind: 'hot', keys: 3, share: 1 }, 10);
    const none = compileKeyChoice({ kind: 'hot', keys: 3, share: 0 }, 10);
    for (let i = 0; i < 1000; i++) {
      expect(all(stream)).toBeLessThan(3);
      expect(none(stream)).toBeGreaterThanOrEqual(3);
    }
  });

  it('serves a million keys', () => {
    const pick = compileKeyChoice({ kind: 'zipf', exponent: 1 }, 1_000_000);
    const stream = new RandomStreams('million').stream('keys');
    const observed = new Float64Array(21);
    let harmonic = 0;
    for (let k = 1_000_000; k >= 1; k--) harmonic += 1 / k;
    for (let i = 0; i < draws; i++) observed[Math.min(pick(stream), 20)]++;
    const expected = Float64Array.from(observed, (_, k) => draws / harmonic / (k + 1));
    expected[20] = draws - expected.subarray(0, 20).reduce((sum, each) => sum + each, 0);
    expect(Math.abs(chiSquareScore(observed, expected))).toBeLessThan(4);
  });

  it('refuses to pick from no keys', () => {
    for (const bad of [0, -1, 1.5]) {
      expect(() => compileKeyChoice({ kind: 'uniform' }, bad)).toThrow(InternalError);
    }
  });
});

/** How far the frequencies of many picks are from weights. */
function scoreOf(choice: KeyChoice, weights: Float64Array): number {
  const pick = compileKeyChoice(choice, weights.length);
  const stream = new RandomStreams('frequencies').stream(JSON.stringify(choice));
  const observed = new Float64Array(weights.length);
  for (let i = 0; i < draws; i++) observed[pick(stream)]++;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return chiSquareScore(observed, weights.map((weight) => (weight / total) * draws));
}
