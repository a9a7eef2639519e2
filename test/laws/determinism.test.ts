/** A run is a pure function of scenario and seed, whoever watches. */
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Scenario, ScriptedOp } from '../../src/sim/scenario.js';
import { Simulation, simulate } from '../../src/sim/simulate.js';
import { randomScenario } from '../support/random-scenario.js';
import { connect, ms, scenario } from '../support/scenario.js';

const scenarios = Array.from({ length: 100 }, (_, i) => randomScenario(1000 + i));
const random = scenarios.filter(({ workload }) =>
  workload.clients.some(({ arrivals }) => arrivals === 'poisson'),
);

describe('a run', { timeout: 300_000 }, () => {
  test('has the same report every time', () => {
    for (const scenario of scenarios) {
      expect(JSON.stringify(simulate(scenario)), scenario.name).toBe(
        JSON.stringify(simulate(scenario)),
      );
    }
  });

  test('has the same trace every time', () => {
    for (const scenario of scenarios.slice(0, 20)) {
      expect(traceOf(scenario), scenario.name).toEqual(traceOf(scenario));
    }
  });

  test('does not change when it is traced', () => {
    for (const scenario of scenarios) {
      const traced = simulate(scenario, { trace: () => {} });
      expect(JSON.stringify(traced), scenario.name).toBe(JSON.stringify(simulate(scenario)));
    }
  });

  test('does not change when it is driven step by step and looked at', () => {
    for (const scenario of scenarios.slice(0, 30)) {
      const simulation = new Simulation(scenario);
      for (let steps = 0; simulation.step(); steps++) {
        if (steps % 50 === 0) simulation.observe();
        if (steps % 200 === 0) simulation.losses();
      }
      expect(JSON.stringify(simulation.finish()), scenario.name).toBe(
        JSON.stringify(simulate(scenario)),
      );
    }
  });

  test('does not change when it is driven from time to time', () => {
    for (const scenario of scenarios.slice(0, 30)) {
      const simulation = new Simulation(scenario);
      for (let timeUs = 0; timeUs < scenario.durationUs; timeUs += 100_000)
        simulation.runUntil(timeUs);
      expect(JSON.stringify(simulation.finish()), scenario.name).toBe(
        JSON.stringify(simulate(scenario)),
      );
    }
  });

  test('has another fingerprint under another seed', () => {
    // Where everybody is down all the time, nothing happens under any seed.
    const written = random.filter(
      (scenario) => simulate(scenario).report.writes.acknowledged > 0,
    );
    expect(written.length).toBeGreaterThan(50);
    for (const scenario of written) {
      const other = { ...scenario, seed: `${scenario.seed}-other` };
      expect(fingerprintOf(other), scenario.name).not.toBe(fingerprintOf(scenario));
    }
  });

  test('has a fingerprint of its own among all others', () => {
    expect(new Set(scenarios.map(fingerprintOf)).size).toBe(scenarios.length);
  });
});

function fingerprintOf(scenario: Scenario): string {
  return simulate(scenario).report.fingerprint;
}

function traceOf(scenario: Scenario): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  simulate(scenario, { trace: (event) => events.push(event) });
  return events;
}

describe('the fingerprint', () => {
  const at = (kind: 'write' | 'delete', value: string | null): Scenario =>
    scenario({ workload: { script: [{ atUs: 100 * ms, region: 0, client: 'c', kind, key: 'x', value }] } });
  const editing = (resolve: Scenario['conflicts']['resolve']): Scenario => {
    const insert = (region: number, text: string): ScriptedOp => ({
      atUs: 100 * ms, region, client: 'c', kind: 'insert', key: 'x', value: null,
      change: { kind: 'insert', at: 0, text },
    });
    const topology = connect('star', 2);
    return scenario({ topology, conflicts: { resolve }, workload: { script: [insert(0, 'a'), insert(1, 'b')] } });
  };
  const fingerprintOf = (each: Scenario): string => simulate(each).report.fingerprint;

  test('tells writes from deletes, and values from each other', () => {
    const all = [at('write', 'A'), at('write', 'B'), at('delete', null)].map(fingerprintOf);
    expect(new Set(all).size).toBe(3);
  });

  test('tells what merging came to', () => {
    expect(fingerprintOf(editing('text-naive'))).not.toBe(fingerprintOf(editing('text-ot')));
  });
});
