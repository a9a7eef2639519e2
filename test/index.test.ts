import { assert, expect, test } from 'vitest';
import * as quarrel from '../src/index.js';
import { tinyScenario } from './cli/tiny-scenario.js';

test('the library exports these names and no others', () => {
  expect(Object.keys(quarrel).sort()).toEqual([
    'InternalError',
    'Simulation',
    'addRandomFaults',
    'checkResolver',
    'consistencyModels',
    'defineResolver',
    'fateOf',
    'judge',
    'judgeExpectations',
    'loadScenarios',
    'lossCauses',
    'overallVerdict',
    'parseHistory',
    'randomFaultKinds',
    'scenarioJsonSchema',
    'simulate',
  ]);
});

test('a program can load a document, run it and judge it', () => {
  const loaded = quarrel.loadScenarios(`
version: 1
scenarios:
  quiet:
    title: One write
    regions: { a: {}, b: {} }
    workload:
      script: [{ at: 0s, in: a, as: alice, write: { x: B } }]
    expect: { converged: true, lost-writes: 0 }
`);
  assert(loaded.ok);
  const [quiet] = loaded.scenarios;
  assert(quiet !== undefined);
  const { report } = quarrel.simulate(quiet.scenario);
  const judged = quarrel.judgeExpectations(quiet.expectations, report);
  expect(judged.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['converged', 'holds'],
    ['lost-writes', 'holds'],
  ]);
  expect(quarrel.overallVerdict(judged)).toBe('holds');
});

test('a scenario written as data runs the same each time', () => {
  const first = quarrel.simulate(tinyScenario());
  expect(quarrel.simulate(tinyScenario())).toEqual(first);
  expect(first.report.writes.acknowledged).toBeGreaterThan(0);
});

test('another seed gives another run', () => {
  const first = quarrel.simulate(tinyScenario({ seed: 'a' }));
  const second = quarrel.simulate(tinyScenario({ seed: 'b' }));
  expect(second.report.fingerprint).not.toBe(first.report.fingerprint);
});
