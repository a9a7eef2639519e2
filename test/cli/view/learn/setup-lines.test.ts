import { expect, test } from 'vitest';
import { regionWords, setupLines } from '../../../../src/cli/view/learn/setup-lines.js';
import { parseScenarios } from '../../../../src/scenarios/index.js';

function linesOf(fields: object): readonly string[] {
  return setupLines(scenarioOf(fields)).map(({ when, where, what }) => [when, where, what].filter((part) => part !== '').join(' | '));
}

function scenarioOf(fields: object) {
  const scenario = { title: 'One', duration: '9s', regions: { a: { place: 'virginia' }, b: { place: 'ireland', clock: { skew: '-50ms', drift: '20ppm' } } }, ...fields };
  const parsed = parseScenarios(JSON.stringify({ version: 1, scenarios: { one: scenario } }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.scenarios[0].scenario;
}

test('clocks, operations and faults stand in the order of time, the rule at the end', () => {
  expect(linesOf({
    conflicts: { resolve: 'siblings' },
    workload: { script: [{ at: '2s', in: 'a', as: 'ann', write: { x: 'B' } }, { at: '3s', in: 'b', as: 'bob', read: 'x' }] },
    faults: [{ at: '2500ms', partition: [['a'], ['b']], until: '3500ms' }, { at: '1s', crash: 'b' }],
  })).toEqual([
    'b | its clock is off by -50ms and runs 20 ppm fast',
    '1s | b | crashes',
    '2s | a | ann writes x = B',
    '2.5s | a - b | cut off from each other until 3.5s',
    '3s | b | bob reads x',
    'rule | version-vector + siblings',
  ]);
});

test('clients that are alike everywhere are told of once; of many events the first', () => {
  const clients = ['a', 'b'].map((name) => ({ in: name, rate: '20/s', mix: { write: '60%', read: '40%' } }));
  const script = Array.from({ length: 20 }, (_, at) => ({ at: `${String(at + 1)}00ms`, in: 'a', as: 'ann', delete: `k${String(at)}` }));
  const lines = linesOf({ workload: { clients, script } });
  expect(lines).toContain('everywhere | 20 requests (60% writes, 40% reads) a second');
  expect(lines.filter((line) => line.includes('ann deletes'))).toHaveLength(12);
  expect(lines).toContain('and 8 more events');
});

test('clients who wait for answers, and bursts, are told as such', () => {
  const clients = [
    { in: 'a', clients: 20, think: '50ms' },
    { in: 'b', rate: '20/s', arrivals: { bursts: { every: '1s', for: '100ms' } } },
  ];
  const lines = linesOf({ workload: { clients } });
  expect(lines).toContain('a | writes of 20 clients, each after its last answer');
  expect(lines).toContain('b | 20 writes a second, in bursts of 100ms every 1s');
});

test('regions by name, and how many more', () => {
  expect(regionWords(scenarioOf({}))).toBe('a and b');
  const regions = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, { place: 'virginia' }]));
  expect(regionWords(scenarioOf({ regions }))).toBe('a, b, c, d and 2 more');
});
