import { expect, test } from 'vitest';
import { compareRuns, standingsOf } from '../../../src/scenarios/comparison/comparison.js';
import type { RanVariant } from '../../../src/scenarios/comparison/comparison.js';
import type { Row } from '../../../src/scenarios/comparison/ranking.js';
import type { Report } from '../../../src/sim/report.js';
import { simulate } from '../../../src/sim/simulate.js';
import { scenario } from '../../support/scenario.js';

const base = simulate(scenario()).report;

/** A report in which writes took so long, so many were lost, and so many conflicts met. */
function report(figures: { p50Ms?: number | null; p99Ms?: number; lost?: number; conflicts?: number; converged?: boolean }): Report {
  const { p50Ms = 10, p99Ms = 10, lost = 0, conflicts = 0, converged = true } = figures;
  return {
    ...base,
    lostWrites: { ...base.lostWrites, total: lost },
    conflicts: { ...base.conflicts, distinct: conflicts },
    convergence: { ...base.convergence, verdict: converged ? 'holds' : 'violated' },
    clients: { ...base.clients, write: { ...base.clients.write, p50Ms, p99Ms } },
  };
}

function ran(name: string, figures: Parameters<typeof report>[0]): RanVariant {
  return { name, changes: [], scenario: scenario(), report: report(figures) };
}

function rowOf(name: string, ...runs: readonly RanVariant[]): Row {
  const row = compareRuns(runs).rows.find(({ figure }) => figure.name === name);
  if (row === undefined) throw new Error(`no row ${name}`);
  return row;
}

test('the best and the worst of a row are all who share the place', () => {
  const row = rowOf('lost-writes', ran('a', { lost: 3 }), ran('b', { lost: 0 }), ran('c', { lost: 0 }));
  expect(row).toMatchObject({ values: [3, 0, 0], best: [1, 2], worst: [0] });
});

test('durations within the error of percentiles are the same', () => {
  const close = rowOf('write-latency.p50', ran('a', { p50Ms: 100 }), ran('b', { p50Ms: 100.9 }));
  expect([close.best, close.worst]).toEqual([[], []]);
  const apart = rowOf('write-latency.p50', ran('a', { p50Ms: 100 }), ran('b', { p50Ms: 102 }));
  expect([apart.best, apart.worst]).toEqual([[0], [1]]);
});

test('what a run does not tell is neither best nor worst', () => {
  const runs = [ran('a', { p50Ms: null }), ran('b', { p50Ms: 5 }), ran('c', { p50Ms: 7 })];
  expect(rowOf('write-latency.p50', ...runs)).toMatchObject({ best: [1], worst: [2] });
  const alone = rowOf('write-latency.p50', ran('a', { p50Ms: null }), ran('b', { p50Ms: 5 }));
  expect(alone).toMatchObject({ values: [null, 5], best: [], worst: [] });
});

test('of truths, true is better; of conflicts neither more nor less is', () => {
  const runs = [ran('a', { converged: false, conflicts: 1 }), ran('b', { converged: true, conflicts: 9 })];
  expect(rowOf('converged', ...runs)).toMatchObject({ best: [1], worst: [0] });
  expect(rowOf('conflicts', ...runs)).toMatchObject({ best: [], worst: [] });
});

test('standings say what is gained and what it costs, against the other end of the row', () => {
  const comparison = compareRuns([ran('fast', { p50Ms: 1, lost: 4 }), ran('safe', { p50Ms: 90, lost: 0 })]);
  const told = standingsOf(comparison).map(({ column, gains, costs }) => [
    column,
    gains.map(({ figure, value, against }) => [figure.name, value, against]),
    costs.map(({ figure, value, against }) => [figure.name, value, against]),
  ]);
  expect(told).toEqual([
    [0, [['write-latency.p50', 1, 90]], [['lost-writes', 4, 0]]],
    [1, [['lost-writes', 0, 4]], [['write-latency.p50', 90, 1]]],
  ]);
});

test('where medians are the same, tails tell columns apart', () => {
  const tails = [ran('near', { p50Ms: 1, p99Ms: 2 }), ran('most', { p50Ms: 81, p99Ms: 81 }), ran('all', { p50Ms: 81, p99Ms: 1745 })];
  const told = standingsOf(compareRuns(tails)).map(({ gains, costs }) => [gains, costs].map((marks) => marks.map(({ figure }) => figure.name)));
  expect(told).toEqual([
    [['write-latency.p50', 'write-latency.p99'], []],
    [[], ['write-latency.p50']],
    [[], ['write-latency.p50', 'write-latency.p99']],
  ]);
  const apart = standingsOf(compareRuns([tails[0], ran('far', { p50Ms: 5, p99Ms: 9 })]));
  expect(apart.flatMap(({ gains, costs }) => [...gains, ...costs]).map(({ figure }) => figure.name)).toEqual([
    'write-latency.p50', 'write-latency.p50',
  ]);
});

test('guarantees to sessions are summed up only where each of them was judged', () => {
  const judged = { readYourWrites: 1, monotonicReads: 2, monotonicWrites: 0, writesFollowReads: 0, causal: null };
  const withViolations = (violations: Report['clients']['violations']): RanVariant => ({
    ...ran('a', {}),
    report: { ...base, clients: { ...base.clients, violations } },
  });
  const runs = [withViolations(judged), withViolations({ ...judged, monotonicWrites: null })];
  expect(rowOf('violations.sessions', ...runs).values).toEqual([3, null]);
});
