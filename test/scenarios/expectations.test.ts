import { expect, test } from 'vitest';
import type { Expectation } from '../../src/scenarios/expectations.js';
import {
  formatValues, judgeExpectations, overallVerdict,
} from '../../src/scenarios/expectations.js';
import { metrics } from '../../src/scenarios/metrics.js';
import type { Report } from '../../src/sim/report.js';
import { simulate } from '../../src/sim/simulate.js';
import { load } from './document-of.js';

const body = `
duration: 2s
regions: { a: , b: }
links: { default: { latency: 40ms } }
workload:
  script:
    - { at: 1s, in: a, as: alice, write: { x: B } }
    - { at: 1.02s, in: b, as: bob, write: { x: C } }
    - { at: 1.9s, in: a, as: alice, read: x, expect: C }
`;

const report = simulate(load(body).scenario).report;

function judgeOne(expect: string, of: Report = report) {
  const { expectations } = load(`${body.trim()}\nexpect: { ${expect} }`);
  const [first] = judgeExpectations(expectations, of);
  return first;
}

test('a figure that meets its condition holds, and one that does not is violated', () => {
  expect(judgeOne('lost-writes: 1')).toEqual({
    name: 'lost-writes', expected: '= 1', actual: '1', verdict: 'holds',
  });
  expect(judgeOne('lost-writes: 0')).toMatchObject({ actual: '1', verdict: 'violated' });
  expect(judgeOne('converged: true')).toMatchObject({ actual: 'true', verdict: 'holds' });
  expect(judgeOne('settled: false')).toMatchObject({ actual: 'true', verdict: 'violated' });
});

test('durations are compared to the microsecond', () => {
  expect(judgeOne('lag.max: 40ms')).toMatchObject({ actual: '40ms', verdict: 'holds' });
  expect(judgeOne('lag.max: "< 40ms"')).toMatchObject({ verdict: 'violated' });
  expect(judgeOne('lag.max: 39.999ms..40.001ms')).toMatchObject({ verdict: 'holds' });
});

test('where a figure is violated that tells of its first one, that is named', () => {
  const stale = simulate(load(body.replace('1.9s', '1.05s').replace(', expect: C', '')).scenario).report;
  expect(judgeOne('stale-reads: 0', stale)).toEqual({
    name: 'stale-reads', expected: '= 0', verdict: 'violated',
    actual: '1; alice asked a for x at 1050ms and got B, although C was acknowledged before',
  });
  expect(judgeOne('stale-reads: 1', stale)).toMatchObject({ actual: '1', verdict: 'holds' });
});

test('a figure that the run does not tell is unknown', () => {
  expect(judgeOne('backlog.drain: "< 1s"')).toMatchObject({
    actual: 'unknown', verdict: 'unknown',
  });
  const unsettled: Report = {
    ...report, convergence: { ...report.convergence, verdict: 'unknown', converged: false },
  };
  expect(judgeOne('converged: false', unsettled)).toMatchObject({ verdict: 'unknown' });
});

test('a final value must be what every replica holds', () => {
  expect(judgeOne('final.x: C')).toMatchObject({ actual: 'C', verdict: 'holds' });
  expect(judgeOne('final.x: [B, C]')).toMatchObject({ expected: '[B, C]', verdict: 'violated' });
  expect(judgeOne('final.x: absent')).toMatchObject({ expected: 'absent', verdict: 'violated' });
  const replicas = [
    { replica: 'a', values: ['C'] },
    { replica: 'b', values: [] },
  ];
  const divergent: Report = { ...report, finalValues: [{ key: 'x', replicas }] };
  expect(judgeOne('final.x: C', divergent)).toMatchObject({
    actual: 'a: C; b: absent', verdict: 'violated',
  });
  expect(judgeOne('final.x: C', { ...report, finalValues: [] })).toMatchObject({
    verdict: 'unknown',
  });
});

test('a scripted read must return what is expected, and is unknown without an answer', () => {
  const { expectations } = load(body);
  const [held] = judgeExpectations(expectations, report);
  expect(held).toEqual({
    name: 'read x by alice at 1.9s', expected: 'C', actual: 'C', verdict: 'holds',
  });
  const read = { index: 2, client: 'alice', key: 'x' };
  const other: Report = { ...report, scriptedReads: [{ ...read, values: ['C', 'B'] }] };
  expect(judgeExpectations(expectations, other)[0]).toMatchObject({
    actual: '[C, B]', verdict: 'violated',
  });
  const unanswered: Report = { ...report, scriptedReads: [{ ...read, values: null }] };
  expect(judgeExpectations(expectations, unanswered)[0]).toMatchObject({ verdict: 'unknown' });
});

test('a clock is compared entry by entry, and is unknown where the run has none', () => {
  const check: Expectation['check'] = { kind: 'clock', index: 0, clock: '{ a: 2, b: 1 }' };
  const expectation = { name: 'c', expected: '{ a: 2, b: 1 }', line: 1, check };
  const read = { index: 0, client: 'c', key: 'x', values: ['B'] };
  const judge = (clock: Readonly<Record<string, number>>) =>
    judgeExpectations([expectation], { ...report, scriptedReads: [{ ...read, clock }] })[0];
  expect(judge({ b: 1, a: 2 })).toMatchObject({ verdict: 'holds' });
  expect(judge({ b: 1, a: 3 })).toMatchObject({ actual: '{ a: 3, b: 1 }', verdict: 'violated' });
  expect(judge({})).toMatchObject({ actual: '{}', verdict: 'violated' });
  const without = judgeExpectations([expectation], { ...report, scriptedReads: [read] })[0];
  expect(without?.verdict).toBe('unknown');
});

test('conflicts that are kept are told of a key, unless a key has that very name', () => {
  const kept = (conflicts: readonly string[]) => [
    { replica: 'a', values: ['C'], conflicts },
    { replica: 'b', values: ['C'], conflicts },
  ];
  const checkOf = (key: string, values: readonly string[]): Expectation => {
    return { name: key, expected: '', line: 1, check: { kind: 'final', key, values } };
  };
  const demands = [checkOf('x.conflicts', ['B']), checkOf('y.conflicts', ['B'])];
  const finalValues: Report['finalValues'] = [{ key: 'x', replicas: kept(['B']) }];
  const named: Report = { ...report, finalValues };
  expect(judgeExpectations(demands, named).map(({ verdict }) => verdict)).toEqual(['holds', 'unknown']);
  const own: Report = { ...report, finalValues: [...finalValues, { key: 'x.conflicts', replicas: kept([]) }] };
  expect(judgeExpectations(demands, own)[0]).toMatchObject({ actual: 'C', verdict: 'violated' });
  const check: Expectation['check'] = { kind: 'read-conflicts', index: 0, values: ['B'] };
  const read = { index: 0, client: 'c', key: 'x', values: ['C'] };
  const judgeRead = (one: Report['scriptedReads'][number]) =>
    judgeExpectations([{ name: 'r', expected: '', line: 1, check }], { ...report, scriptedReads: [one] })[0];
  expect(judgeRead({ ...read, conflicts: ['B'] })?.verdict).toBe('holds');
  expect(judgeRead(read)?.verdict).toBe('unknown');
});

test('siblings match in any order', () => {
  const check: Expectation['check'] = { kind: 'read', index: 0, values: ['B', 'C'] };
  const expectation = { name: 'r', expected: '[B, C]', line: 1, check };
  const read = { index: 0, client: 'c', key: 'x', values: ['C', 'B'] };
  const judged = judgeExpectations([expectation], { ...report, scriptedReads: [read] });
  expect(judged[0]?.verdict).toBe('holds');
});

test('one violation outweighs the unknown, and the unknown outweighs what holds', () => {
  const holds = { verdict: 'holds' } as const;
  const unknown = { verdict: 'unknown' } as const;
  expect(overallVerdict([holds, unknown, { verdict: 'violated' }])).toBe('violated');
  expect(overallVerdict([holds, unknown])).toBe('unknown');
  expect(overallVerdict([holds])).toBe('holds');
  expect(overallVerdict([])).toBe('holds');
});

test('values read as people write them', () => {
  expect([[], ['B'], ['B', 'C']].map(formatValues)).toEqual(['absent', 'B', '[B, C]']);
});

test('every figure has a name of its own, and reads a value of its unit', () => {
  expect(new Set(metrics.map((metric) => metric.name)).size).toBe(metrics.length);
  for (const metric of metrics) {
    expect(metric.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/);
    const value = metric.read(report);
    const wanted = metric.unit === 'truth' ? 'boolean' : 'number';
    if (value !== null) expect(typeof value, metric.name).toBe(wanted);
  }
});
