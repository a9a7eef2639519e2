import { assert, expect, test } from 'vitest';
import { loadScenarios } from '../../../../src/scenarios/index.js';
import type { Override } from '../../../../src/scenarios/index.js';
import { Simulation } from '../../../../src/sim/simulate.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';
import { PartingScout } from '../../../../src/cli/tui/lockstep/parting-scout.js';
import type { StartRun } from '../../../../src/cli/tui/lockstep/parting-scout.js';

const text = `version: 1
scenarios:
  pair:
    duration: 3s
    regions: { a: { place: virginia }, b: { place: ireland } }
    workload:
      keys: { count: 3 }
      clients: [{ in: a, rate: 20/s }, { in: b, rate: 20/s }]
    faults:
      - { at: 1s, until: 2s, partition: [[a], [b]] }
`;

function load(...overrides: readonly Override[]) {
  const result = loadScenarios(text, { overrides });
  assert(result.ok);
  const [loaded] = result.scenarios;
  assert(loaded !== undefined);
  return loaded.scenario;
}

function traceOf(...overrides: readonly Override[]): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  new Simulation(load(...overrides), { trace: (event) => events.push(event) }).finish();
  return events;
}

function scout(...starts: readonly StartRun[]) {
  const found = new PartingScout(starts);
  let nowMs = 0;
  for (let slice = 0; slice < 10_000 && found.parting.kind === 'unknown'; slice += 1) found.work(() => (nowMs += 1), 0);
  return found.parting;
}

const start = (...overrides: readonly Override[]): StartRun => {
  const scenario = load(...overrides);
  return (trace) => new Simulation(scenario, { trace });
};

test('runs of the same are the same to their end', () => {
  expect(scout(start(), start(), start())).toEqual({ kind: 'never' });
});

test('it is the first event of the traces that is not the same', () => {
  const change = { path: 'conflicts.resolve', value: 'siblings' };
  const [one, other] = [traceOf(), traceOf(change)];
  const first = one.findIndex((event, index) => JSON.stringify(event) !== JSON.stringify(other[index]));
  const parting = scout(start(), start(change));
  expect(parting).toMatchObject({ kind: 'found', atUs: one[first]?.atUs });
  assert(parting.kind === 'found');
  expect(parting.steps[0]).toContain('RESOLVE');
  expect(parting.steps[1]).toContain('CONFLICT');
});

test('one that does nothing where others do something has nothing to say', () => {
  const parting = scout(start(), start({ path: 'faults', value: '[]' }));
  expect(parting).toMatchObject({ kind: 'found', atUs: 1_000_000 });
  assert(parting.kind === 'found');
  expect(parting.steps[0]).toMatch(/CUT|cut/);
  expect(parting.steps[1]).toBeNull();
});
