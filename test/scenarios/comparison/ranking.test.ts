import { expect, test } from 'vitest';
import { compareColumns, standingsOf } from '../../../src/scenarios/comparison/comparison.js';
import type { Comparison, RanColumn } from '../../../src/scenarios/comparison/comparison.js';
import type { FigureValue } from '../../../src/scenarios/comparison/figures.js';
import type { Row } from '../../../src/scenarios/comparison/ranking.js';
import { scenario } from '../../support/scenario.js';

type Figures = Readonly<Record<string, readonly FigureValue[]>>;

/** Columns that tell these figures under each seed, and nothing else. */
function compared(columns: Readonly<Record<string, Figures>>, baseline = 0): Comparison {
  const ran = Object.entries(columns).map(([name, figures]): RanColumn => {
    const seeds = Object.values(figures)[0]?.map((_, seed) => seed) ?? [];
    return {
      name,
      changes: [],
      scenario: scenario(),
      runs: seeds.map((seed) => ({
        seed: String(seed),
        fingerprint: '0000000000000000',
        figures: new Map(Object.entries(figures).map(([figure, values]) => [figure, values[seed] ?? null])),
      })),
    };
  });
  return compareColumns(ran, baseline);
}

function rowOf({ rows }: Comparison, name: string): Row {
  const row = rows.find(({ figure }) => figure.name === name);
  if (row === undefined) throw new Error(`no row ${name}`);
  return row;
}

const near = [100, 120, 90, 110, 105, 95];

test('who is not told from the best is best as well, whatever the raw means are', () => {
  const row = rowOf(
    compared({
      a: { 'lost-writes': near },
      b: { 'lost-writes': near.map((lost, i) => lost + (i % 2 === 0 ? 9 : -8)) },
      c: { 'lost-writes': near.map((lost, i) => lost + 50 + i) },
    }),
    'lost-writes',
  );
  expect(row.values.map((value) => Math.round(Number(value)))).toEqual([103, 104, 156]);
  expect([row.best, row.worst]).toEqual([[0, 1], [2]]);
});

test('nobody is best or worst where no interval leaves out 0', () => {
  const row = rowOf(
    compared({ a: { 'lost-writes': near }, b: { 'lost-writes': near.map((lost, i) => lost + (i % 2 === 0 ? 9 : -8)) } }),
    'lost-writes',
  );
  expect([row.best, row.worst]).toEqual([[], []]);
});

test('a column whose runs never tell is neither', () => {
  const row = rowOf(
    compared({
      a: { 'lost-writes': near },
      b: { 'lost-writes': near.map(() => null) },
      c: { 'lost-writes': near.map((lost) => lost + 50) },
    }),
    'lost-writes',
  );
  expect([row.values[1], row.best, row.worst]).toEqual([null, [0], [2]]);
});

test('standings follow the intervals: a mean that is lower by chance is no gain', () => {
  const comparison = compared({
    a: { 'lost-writes': near, 'stale-reads': near },
    b: { 'lost-writes': near.map((lost) => lost - 30), 'stale-reads': near.map((reads, i) => reads + (i === 0 ? -2 : 0)) },
  });
  const told = standingsOf(comparison).map(({ gains, costs }) => [gains, costs].map((marks) => marks.map(({ figure }) => figure.name)));
  expect(told).toEqual([[[], ['lost-writes']], [['lost-writes'], []]]);
});

test('another baseline turns the differences around and leaves who is best', () => {
  const columns = { a: { 'lost-writes': near }, b: { 'lost-writes': near.map((lost, i) => lost - 30 - i) } };
  const [first, second] = [compared(columns, 0), compared(columns, 1)].map((comparison) => ({
    baseline: comparison.baseline,
    row: rowOf(comparison, 'lost-writes'),
  }));
  expect([first?.baseline, second?.baseline]).toEqual([0, 1]);
  const seen = first?.row.paired[1]?.[0]?.difference;
  const turned = second?.row.paired[0]?.[1]?.difference;
  expect(seen?.mean).toBe(-32.5);
  expect(turned?.mean).toBe(32.5);
  expect(turned?.interval).toEqual({ low: -(seen?.interval?.high ?? NaN), high: -(seen?.interval?.low ?? NaN) });
  expect(second?.row.best).toEqual(first?.row.best);
});

test('a share of truths is the mean of a row of truths', () => {
  const row = rowOf(compared({ a: { converged: [true, true, false, null] }, b: { converged: [true, true, true, true] } }), 'converged');
  expect(row.values).toEqual([2 / 3, 1]);
});
