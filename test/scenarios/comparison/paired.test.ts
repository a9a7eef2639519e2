import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedFigures, findFigure } from '../../../src/scenarios/comparison/figures.js';
import type { ComparedFigure, FigureValue } from '../../../src/scenarios/comparison/figures.js';
import { pairColumns, turnAround } from '../../../src/scenarios/comparison/paired.js';
import type { Measured, PairedDifference } from '../../../src/scenarios/comparison/paired.js';
import { normalQuantile } from '../../../src/sim/base/math.js';
import { RandomStreams } from '../../../src/sim/base/random.js';

function figureOf(name: string): ComparedFigure {
  const figure = findFigure(name);
  if (figure === null) throw new Error(`no figure ${name}`);
  return figure;
}

/** One figure alone, so that there is nothing to adjust for. */
function pairOne(name: string, one: readonly FigureValue[], other: readonly FigureValue[]): PairedDifference {
  const figure = figureOf(name);
  const [pair] = pairColumns([{ figure, values: one }], [{ figure, values: other }]);
  if (pair === undefined) throw new Error('nothing was paired');
  return pair;
}

const values = fc.array(fc.option(fc.integer({ min: 0, max: 50 })), { minLength: 5, maxLength: 5 });
const column = fc.tuple(values, values, values).map((rows) =>
  rows.map((row, i): Measured => ({ figure: comparedFigures[i * 5] ?? figureOf('conflicts'), values: row })),
);

test('a column against its like differs by exactly nothing, with an interval of no width', () => {
  fc.assert(
    fc.property(column, (one) => {
      for (const pair of pairColumns(one, one)) {
        expect([pair.more, pair.less, pair.finding]).toEqual([0, 0, pair.pairs === 0 ? 'unseen' : 'same']);
        if (pair.difference === null) expect(pair.pairs).toBe(0);
        else expect(pair.difference.mean).toBe(0);
        if (pair.pairs > 1) expect(pair.difference?.interval).toEqual({ low: 0, high: 0 });
      }
    }),
  );
});

test('seen from the other column every sign is flipped, and nothing else', () => {
  fc.assert(
    fc.property(column, column, (one, other) => {
      const [here, there] = [pairColumns(one, other), pairColumns(other, one)];
      expect(here.map(turnAround).map(rounded)).toEqual(there.map(rounded));
      expect(here.map(turnAround).map(turnAround).map(rounded)).toEqual(here.map(rounded));
    }),
  );
});

/** A ratio’s own inverse is off by the last bit. */
function rounded({ ratio, ...pair }: PairedDifference): object {
  return { ...pair, ratio: ratio?.toPrecision(12) ?? null };
}

test('the pairs of a textbook: ten sleepers under two drugs', () => {
  // Student (1908), "The probable error of a mean": the mean difference is 1.58, t = 4.0621 with 9 degrees of freedom.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const pair = pairOne('lost-writes', second, first);
  expect(pair.difference?.mean).toBeCloseTo(1.58, 10);
  expect(pair.difference?.interval?.low).toBeCloseTo(0.7001, 3);
  expect(pair.difference?.interval?.high).toBeCloseTo(2.4599, 3);
  expect(pair.chance).toBeCloseTo(0.002833, 5);
  expect(pair).toMatchObject({ pairs: 10, leftOut: 0, more: 9, less: 0, finding: 'shown' });
});

test('what one of two runs does not tell is left out with its pair', () => {
  const pair = pairOne('lost-writes', [1, null, 5, 9, null], [0, 7, null, 4, null]);
  expect(pair).toMatchObject({ pairs: 2, leftOut: 3, more: 2, less: 0 });
  expect(pair.difference?.mean).toBe(3);
  expect(pairOne('lost-writes', [null], [3])).toMatchObject({ pairs: 0, difference: null, chance: null });
});

test('one pair alone shows nothing, however far apart the two are', () => {
  const pair = pairOne('lost-writes', [900], [1]);
  expect(pair).toMatchObject({ chance: null, finding: 'unseen' });
  expect(pair.difference).toMatchObject({ mean: 899, interval: null });
});

test('truths are told apart by the exact sign test of the seeds that differ', () => {
  const [yes, no] = [Array.from({ length: 8 }, () => true), Array.from({ length: 8 }, () => false)];
  const pair = pairOne('converged', yes, no);
  expect(pair).toMatchObject({ more: 8, less: 0, ratio: null, finding: 'shown' });
  expect(pair.chance).toBeCloseTo(2 / 256, 10);
  expect(pair.difference).toMatchObject({ mean: 1, interval: null });
  expect(pairOne('converged', yes.slice(3), no.slice(3)).finding).toBe('unseen');
});

test('durations closer than percentiles are known are the same, and counts are not', () => {
  const [one, other] = [[100.9, 100.8, 100.9], [100, 100, 100]];
  expect(pairOne('write-latency.p50', one, other)).toMatchObject({ more: 3, finding: 'same' });
  expect(pairOne('lost-writes', one, other).finding).toBe('shown');
});

test('among many figures that differ by chance, one that would pass alone is only perhaps there', () => {
  // t = 3.5 with four degrees of freedom: 2.5 %.
  const odd = [1, 2, 3, 4, 0];
  const noise = [3, -3, 1, -1, 0.1];
  const zeros = [0, 0, 0, 0, 0];
  const names = comparedFigures.filter(({ unit }) => unit === 'count').slice(0, 10);
  const one = names.map((figure, i) => ({ figure, values: i === 0 ? odd : noise }));
  const other = names.map((figure) => ({ figure, values: zeros }));
  expect(pairColumns(one.slice(0, 1), other.slice(0, 1))[0]?.finding).toBe('shown');
  expect(pairColumns(one, other).map(({ finding }) => finding)).toEqual(['perhaps', ...names.slice(1).map(() => 'unseen')]);
});

test('figures that are equal under every seed are no tries, and cost the others nothing', () => {
  const names = comparedFigures.filter(({ unit }) => unit === 'count').slice(0, 10);
  const one = names.map((figure, i) => ({ figure, values: i === 0 ? [1, 2, 3, 4, 0] : [7, 7, 7, 7, 7] }));
  const other = names.map((figure, i) => ({ figure, values: i === 0 ? [0, 0, 0, 0, 0] : [7, 7, 7, 7, 7] }));
  const [first] = pairColumns(one, other);
  expect(first?.finding).toBe('shown');
  expect(first?.chanceAmongAll).toBe(first?.chance);
});

test('where all differs by chance alone, one interval in twenty leaves out 0, and one comparison in twenty tells', () => {
  const figures = comparedFigures.filter(({ unit }) => unit === 'count').slice(0, 12);
  const draw = normalDraws();
  const measure = (): readonly Measured[] =>
    figures.map((figure) => ({ figure, values: Array.from({ length: 8 }, () => draw()) }));
  const [comparisons, found] = [600, { alone: 0, together: 0 }];
  for (let i = 0; i < comparisons; i++) {
    const pairs = pairColumns(measure(), measure());
    found.alone += pairs.filter(({ finding }) => finding !== 'unseen').length;
    found.together += pairs.some(({ finding }) => finding === 'shown') ? 1 : 0;
  }
  expect(found.alone / (comparisons * figures.length)).toBeCloseTo(0.05, 2);
  // Two standard errors around 5 % of 600.
  expect(found.together).toBeGreaterThan(30 - 11);
  expect(found.together).toBeLessThan(30 + 11);
});

/** Standard normal values, the same each time. */
function normalDraws(): () => number {
  const stream = new RandomStreams('a comparison of nothing').stream('values');
  return () => normalQuantile(stream.nextUnit());
}
