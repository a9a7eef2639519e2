import { expect, test } from 'vitest';
import { Simulation } from '../../../src/sim/simulate.js';
import type { ScriptedOp } from '../../../src/sim/scenario.js';
import { ms, scenario } from '../../support/scenario.js';

test('of a run without an order it names the keys, and the least that shows it', () => {
  const sound = [write(100, 'y'), read(150, 0, 'y'), write(200, 'y')];
  const script = [write(100, 'x'), read(102, 0, 'x'), read(105, 1, 'x'), read(400, 1, 'x'), ...sound];
  const simulation = new Simulation(scenario({ workload: { script } }));
  expect(simulation.findDisorder()).toBeNull();
  expect(simulation.finish().report.clients.linearizable).toBe('violated');
  const disorder = simulation.findDisorder();
  expect(disorder).toMatchObject({ keys: ['x'], keyCount: 1 });
  expect(disorder?.requests.map(({ client, operation: { f, key, invokedAtUs } }) => [client, f, key, invokedAtUs])).toEqual([
    ['alice', 'write', 'x', 100 * ms],
    ['bob', 'read', 'x', 105 * ms],
  ]);
});

test('of a run with an order there is nothing to say', () => {
  const simulation = new Simulation(scenario({ workload: { script: [write(100, 'x'), read(400, 1, 'x')] } }));
  expect(simulation.finish().report.clients.linearizable).toBe('holds');
  expect(simulation.findDisorder()).toBeNull();
});

function write(atMs: number, key: string): ScriptedOp {
  return { atUs: atMs * ms, region: 0, client: 'alice', kind: 'write', key, value: `${key}${String(atMs)}` };
}

function read(atMs: number, region: number, key: string): ScriptedOp {
  return { atUs: atMs * ms, region, client: 'bob', kind: 'read', key, value: null };
}
