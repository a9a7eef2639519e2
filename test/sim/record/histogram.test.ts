import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternalError } from '../../../src/sim/base/assert.js';
import { Histogram } from '../../../src/sim/record/histogram.js';

const relativeError = 1 / 128;
const largestValue = 0x20000000000000;
/** Every size alike: a value of up to 53 bits, shifted right by as many. */
const value = fc
  .tuple(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), fc.nat({ max: 53 }))
  .map(([bits, shift]) => Math.floor(bits / 2 ** shift));
const values = fc.array(value, { minLength: 1, maxLength: 200 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('Histogram', () => {
  it('knows nothing when it is empty', () => {
    const empty = new Histogram();
    expect([empty.count, empty.max, empty.percentile(0.5)]).toEqual([0, 0, null]);
  });

  it('gives a percentile that is never below the true one, nor above it by more than 0.8 %', () => {
    fc.assert(
      fc.property(values, share, (recorded, q) => {
        const sorted = Float64Array.from(recorded).sort();
        const truth = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1];
        const said = histogramOf(recorded).percentile(q);
        expect(said).toBeGreaterThanOrEqual(truth);
        expect(said).toBeLessThanOrEqual(truth * (1 + relativeError));
      }),
    );
  });

  it('is exact below 256, in its maximum and in its count', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 255 }), { minLength: 1 }), share, (recorded, q) => {
        const sorted = Float64Array.from(recorded).sort();
        const rank = Math.max(1, Math.ceil(q * sorted.length));
        expect(histogramOf(recorded).percentile(q)).toBe(sorted[rank - 1]);
      }),
    );
    fc.assert(
      fc.property(values, (recorded) => {
        const histogram = histogramOf(recorded);
        expect(histogram.max).toBe(Math.max(...recorded));
        expect(histogram.percentile(1)).toBe(histogram.max);
        expect(histogram.count).toBe(recorded.length);
      }),
    );
  });

  it('keeps the bound at both sides of every power of two', () => {
    for (let power = 1; power <= largestValue; power *= 2) {
      for (const edge of [power - 1, power, power + 1].filter((each) => each <= largestValue)) {
        // A larger value beside it, so that the maximum does not hide the end of the bucket.
        const said = histogramOf([edge, largestValue]).percentile(0.5);
        expect(said).toBeGreaterThanOrEqual(edge);
        expect(said).toBeLessThanOrEqual(edge * (1 + relativeError));
      }
    }
  });

  it('never falls as the share rises', () => {
    fc.assert(
      fc.property(values, share, share, (recorded, p, q) => {
        const histogram = histogramOf(recorded);
        const lower = histogram.percentile(Math.min(p, q));
        expect(lower).toBeLessThanOrEqual(histogram.percentile(Math.max(p, q)) ?? -1);
      }),
    );
  });

  it('merges into exactly what recording everything in one would have made', () => {
    const many = fc.array(value, { maxLength: 100 });
    fc.assert(
      fc.property(many, many, (first, second) => {
        const merged = histogramOf(first);
        const other = histogramOf(second);
        merged.merge(other);
        expect(merged).toEqual(histogramOf([...first, ...second]));
        expect(other).toEqual(histogramOf(second));
      }),
    );
  });

  it('merges with itself into everything twice', () => {
    const histogram = histogramOf([3, 70_000, 1e12]);
    histogram.merge(histogram);
    expect(histogram).toEqual(histogramOf([3, 70_000, 1e12, 3, 70_000, 1e12]));
  });

  it('refuses what is no integer of 0 to 2^53', () => {
    for (const bad of [-1, 0.5, 1e10 + 0.5, Number.NaN, Infinity, largestValue + 2]) {
      expect(() => histogramOf([bad])).toThrow(InternalError);
    }
    for (const bad of [-0.1, 1.1, Number.NaN]) {
      expect(() => histogramOf([1]).percentile(bad)).toThrow(InternalError);
    }
  });
});

function histogramOf(recorded: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const each of recorded) histogram.record(each);
  return histogram;
}

it('counts values between edges, those above all of them at last', () => {
  const histogram = new Histogram();
  for (const value of [1, 5, 6, 10, 11, 250]) histogram.record(value);
  expect(histogram.countBetween([5, 10, 100])).toEqual([2, 2, 1, 1]);
  expect(new Histogram().countBetween([5])).toEqual([0, 0]);
});
