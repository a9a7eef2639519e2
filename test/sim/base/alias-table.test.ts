import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AliasTable } from '../../../src/sim/base/alias-table.js';
import { InternalError } from '../../../src/sim/base/assert.js';

const weight = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
const weights = fc
  .array(weight, { minLength: 1, maxLength: 12 })
  .filter((each) => each.some((one) => one > 0));

describe('AliasTable', () => {
  it('gives each result its share of the unit interval', () => {
    fc.assert(
      fc.property(weights, (each) => {
        const table = new AliasTable(Float64Array.from(each));
        const total = each.reduce((sum, one) => sum + one, 0);
        const steps = 4096 * each.length;
        const observed = new Float64Array(each.length);
        for (let i = 0; i < steps; i++) observed[table.pick((i + 0.5) / steps)]++;
        // Every column is cut at most once, which puts at most one step on the wrong side.
        observed.forEach((count, result) => {
          const expected = (each[result] / total) * steps;
          expect(Math.abs(count - expected)).toBeLessThanOrEqual(each.length);
        });
      }),
    );
  });

  it('never gives a result of weight 0', () => {
    const table = new AliasTable(Float64Array.of(0, 3, 0, 1e-9, 0));
    for (let i = 0; i < 10_000; i++) expect([1, 3]).toContain(table.pick(i / 10_000));
  });

  it('stays within its results at both ends of the unit interval', () => {
    const table = new AliasTable(new Float64Array(1000).fill(1));
    expect([table.pick(0), table.pick(1 - 1 / 0x20000000000000)]).toEqual([0, 999]);
  });

  it('leaves the weights as they were', () => {
    const mine = Float64Array.of(1, 2, 3);
    new AliasTable(mine);
    expect(mine).toEqual(Float64Array.of(1, 2, 3));
  });

  it('refuses weights that have no sum', () => {
    for (const bad of [[], [0, 0], [Infinity], [Number.NaN]]) {
      expect(() => new AliasTable(Float64Array.from(bad))).toThrow(InternalError);
    }
  });
});
