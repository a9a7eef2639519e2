import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../../src/sim/base/distribution.js';
import { RandomStreams } from '../../../src/sim/base/random.js';
import { compileQuantile, longestSampleUs, medianUs } from '../../../src/sim/base/sampler.js';

const us = fc.integer({ min: 0, max: 10_000_000 });
const smooth: fc.Arbitrary<Distribution> = fc.oneof(
  us.map((valueUs) => ({ kind: 'constant', valueUs }) as const),
  fc.tuple(us, us).map(([a, b]) => {
    return { kind: 'uniform', minUs: Math.min(a, b), maxUs: Math.max(a, b) } as const;
  }),
  fc.tuple(us, us).map(([meanUs, stdDevUs]) => ({ kind: 'normal', meanUs, stdDevUs }) as const),
  fc
    .tuple(us, fc.double({ min: 0, max: 3, noNaN: true }))
    .map(([median, sigma]) => ({ kind: 'lognormal', medianUs: median, sigma }) as const),
  us.map((meanUs) => ({ kind: 'exponential', meanUs }) as const),
  fc
    .tuple(us, fc.double({ min: 0.1, max: 10, noNaN: true }))
    .map(([scaleUs, shape]) => ({ kind: 'pareto', scaleUs, shape }) as const),
  fc.array(us, { minLength: 1 }).map((valuesUs) => ({ kind: 'empirical', valuesUs }) as const),
);
const unit = fc
  .integer({ min: 0, max: 0xfffffffffffff })
  .map((step) => (step + 0.5) / 0x10000000000000);

describe('compileQuantile', () => {
  it('gives whole non-negative microseconds that never fall as u rises', () => {
    fc.assert(
      fc.property(smooth, unit, unit, (d, u, v) => {
        const quantile = compileQuantile(d);
        const lower = quantile(Math.min(u, v));
        expect(Number.isInteger(lower) && lower >= 0 && lower <= longestSampleUs).toBe(true);
        expect(Object.is(lower, -0)).toBe(false);
        expect(lower).toBeLessThanOrEqual(quantile(Math.max(u, v)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[Distribution, number, number]>([
    [{ kind: 'constant', valueUs: 80_000.4 }, 0.3, 80_000],
    [{ kind: 'uniform', minUs: 1000, maxUs: 2000 }, 0.25, 1250],
    [{ kind: 'normal', meanUs: 100_000, stdDevUs: 10_000 }, 0.975, 119_600],
    [{ kind: 'normal', meanUs: 1000, stdDevUs: 10_000 }, 0.01, 0],
    [{ kind: 'lognormal', medianUs: 80_000, sigma: 0.5 }, 0.5, 80_000],
    [{ kind: 'lognormal', medianUs: 80_000, sigma: 0.5 }, 0.8413447460685429, 131_898],
    [{ kind: 'exponential', meanUs: 1_000_000 }, 0.5, 693_147],
    [{ kind: 'exponential', meanUs: 1_000_000 }, 0.99, 4_605_170],
    [{ kind: 'pareto', scaleUs: 1000, shape: 2 }, 0.75, 2000],
    [{ kind: 'pareto', scaleUs: 1000, shape: 0.001 }, 0.99, longestSampleUs],
    [{ kind: 'empirical', valuesUs: [30, 10, 20, 40] }, 0.3, 20],
    [{ kind: 'empirical', valuesUs: [30, 10, 20, 40] }, 0.999, 40],
  ])('has for %j at u = %d the closed form %d', (d, u, expected) => {
    expect(compileQuantile(d)(u)).toBe(expected);
  });

  it.each<[Distribution, number, number]>([
    [{ kind: 'uniform', minUs: 1000, maxUs: 3000 }, 2000, 2000 / Math.sqrt(12)],
    [{ kind: 'normal', meanUs: 100_000, stdDevUs: 9000 }, 100_000, 9000],
    [
      { kind: 'lognormal', medianUs: 50_000, sigma: 0.4 },
      50_000 * Math.exp(0.08),
      50_000 * Math.exp(0.08) * Math.sqrt(Math.exp(0.16) - 1),
    ],
    [{ kind: 'exponential', meanUs: 70_000 }, 70_000, 70_000],
    [{ kind: 'pareto', scaleUs: 10_000, shape: 6 }, 12_000, 12_000 / Math.sqrt(24)],
    [{ kind: 'empirical', valuesUs: [100, 200, 600] }, 300, Math.sqrt(140_000 / 3)],
    [
      {
        kind: 'mixture',
        parts: [
          { weight: 3, of: { kind: 'constant', valueUs: 1000 } },
          { weight: 1, of: { kind: 'exponential', meanUs: 9000 } },
        ],
      },
      3000,
      Math.sqrt(0.75 * 2000 ** 2 + 0.25 * (9000 ** 2 + 6000 ** 2)),
    ],
  ])('draws from %j samples whose mean is %d, within its standard error', (d, mean, deviation) => {
    const quantile = compileQuantile(d);
    const stream = new RandomStreams('means').stream(JSON.stringify(d));
    const count = 100_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const sample = quantile(stream.nextUnit());
      sum += sample;
      squares += (sample - mean) ** 2;
    }
    expect((Math.abs(sum / count - mean) / deviation) * Math.sqrt(count)).toBeLessThan(4);
    expect(Math.abs(Math.sqrt(squares / count) / deviation - 1)).toBeLessThan(0.03);
  });

  it('gives each part of a mixture its share of u, and the part all of (0, 1) within it', () => {
    const parts = [
      { weight: 1, of: { kind: 'uniform', minUs: 0, maxUs: 1000 } },
      { weight: 0, of: { kind: 'constant', valueUs: 999_999 } },
      { weight: 3, of: { kind: 'uniform', minUs: 5000, maxUs: 6000 } },
    ] as const;
    const quantile = compileQuantile({ kind: 'mixture', parts });
    expect([0.0001, 0.125, 0.2499, 0.2501, 0.625, 0.9999].map(quantile)).toEqual([
      0, 500, 1000, 5000, 5500, 6000,
    ]);
  });

  it('keeps a part within its distribution at the very border of its share', () => {
    const tail: Distribution = { kind: 'normal', meanUs: 1_000_000, stdDevUs: 1000 };
    const parts = [
      { weight: 1, of: { kind: 'constant', valueUs: 7 } },
      { weight: 1, of: tail },
    ] as const;
    const sample = compileQuantile({ kind: 'mixture', parts })(0.5);
    expect(sample).toBeGreaterThan(990_000);
    expect(sample).toBeLessThan(1_000_000);
  });

  it('weighs a mixture within a mixture by the product of the weights', () => {
    const inner: Distribution = {
      kind: 'mixture',
      parts: [
        { weight: 1, of: { kind: 'constant', valueUs: 2 } },
        { weight: 1, of: { kind: 'constant', valueUs: 3 } },
      ],
    };
    const quantile = compileQuantile({
      kind: 'mixture',
      parts: [
        { weight: 2, of: { kind: 'constant', valueUs: 1 } },
        { weight: 2, of: inner },
      ],
    });
    expect([0.25, 0.6, 0.9].map(quantile)).toEqual([1, 2, 3]);
  });
});

describe('medianUs', () => {
  it('is what half of the samples do not exceed', () => {
    const weighted = fc.record({ weight: fc.integer({ min: 1, max: 10 }), of: smooth });
    const mixture = fc
      .array(weighted, { minLength: 1, maxLength: 4 })
      .map((parts): Distribution => ({ kind: 'mixture', parts }));
    fc.assert(
      fc.property(fc.oneof(smooth, mixture), (d) => {
        const quantile = compileQuantile(d);
        const median = medianUs(d);
        const samples = Array.from({ length: 1000 }, (_, i) => quantile((i + 0.5) / 1000));
        // Each part of a mixture is off by at most one of the thousand points.
        expect(samples.filter((sample) => sample <= median).length).toBeGreaterThanOrEqual(495);
        expect(samples.filter((sample) => sample < median).length).toBeLessThanOrEqual(505);
      }),
    );
  });

  it('is found between the parts of a mixture, whatever their order', () => {
    const parts = [
      { weight: 4, of: { kind: 'constant', valueUs: 9000 } },
      { weight: 6, of: { kind: 'uniform', minUs: 1000, maxUs: 2200 } },
    ] as const;
    expect(Math.abs(medianUs({ kind: 'mixture', parts }) - 2000)).toBeLessThanOrEqual(1);
  });
});
