import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../src/sim/base/distribution.js';
import type { Fault, Scenario } from '../../src/sim/scenario.js';
import { randomScenario } from './random-scenario.js';

const scenarios = Array.from({ length: 500 }, (_, n) => randomScenario(n));

describe('random scenarios', () => {
  test('the same integer gives the same scenario', () => {
    expect(randomScenario(17)).toEqual(randomScenario(17));
  });

  test('no two integers of the first five hundred give the same scenario', () => {
    const texts = scenarios.map((scenario) => JSON.stringify({ ...scenario, name: '', title: '' }));
    expect(new Set(texts).size).toBe(scenarios.length);
  });

  test('every link, cut, client and script line names a region that exists', () => {
    for (const scenario of scenarios) expect(findBadIndex(scenario)).toBeUndefined();
  });

  test('every cut names a link and every bridge a new one', () => {
    for (const { topology, faults } of scenarios) {
      const links = new Set(topology.links.map(({ from, to }) => `${from} ${to}`));
      expect(links.size).toBe(topology.links.length);
      for (const [from, to] of faults.flatMap(listCuts)) expect(links).toContain(`${from} ${to}`);
      for (const { from, to } of faults.flatMap(listBridges))
        expect(links).not.toContain(`${from} ${to}`);
    }
  });

  test('scripts are in order of time', () => {
    for (const { workload } of scenarios) {
      const times = workload.script.map(({ atUs }) => atUs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  test('all detectors meet all resolvers, all kinds of topology and of faults occur', () => {
    const rules = new Set(
      scenarios.map(({ conflicts }) => `${conflicts.detect} ${conflicts.resolve}`),
    );
    expect(rules.size).toBe(8);
    const stamped = new Set(scenarios.map(({ conflicts }) => Object.values(conflicts).join(' ')));
    expect(stamped.size).toBe(32);
    expect(new Set(scenarios.map(({ topology }) => topology.kind)).size).toBe(5);
    const faults = scenarios.flatMap((scenario) => scenario.faults);
    expect(new Set(faults.map(({ kind }) => kind)).size).toBe(11);
  });

  test('all kinds of latency occur', () => {
    const links = scenarios.flatMap(({ topology }) => topology.links);
    const kinds = new Set<Distribution['kind']>(links.map(({ latency }) => latency.kind));
    expect(kinds.size).toBe(8);
  });
});

function findBadIndex(scenario: Scenario): number | undefined {
  const { regions, topology, workload, faults } = scenario;
  return [
    ...topology.links.flatMap(({ from, to }) => [from, to]),
    ...workload.clients.map(({ region }) => region),
    ...workload.script.map(({ region }) => region),
    ...faults.flatMap((fault) => ('region' in fault ? [fault.region] : [])),
    ...faults.flatMap((fault) => ('links' in fault ? fault.links.flat() : [])),
    ...faults.flatMap(listBridges).flatMap(({ from, to }) => [from, to]),
  ].find((index) => regions[index] === undefined);
}

function listCuts(fault: Fault): readonly (readonly [number, number])[] {
  return fault.kind === 'partition' ? fault.cuts : [];
}

function listBridges(fault: Fault): readonly { from: number; to: number }[] {
  return fault.kind === 'leave' ? fault.bridges : [];
}
