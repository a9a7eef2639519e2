/** What choosing by site promises: two sites end alike under any delays, three may not. */
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { randomScenario } from '../support/random-scenario.js';

const runCount = 400;

/** Runs among so many sites in which everybody was told of everything. */
function listComplete(sites: (scenario: Scenario) => boolean) {
  const runs = Array.from({ length: runCount }, (_, n) => {
    const base = randomScenario(n);
    const conflicts = { ...base.conflicts, detect: 'version-vector', resolve: 'site-priority' } as const;
    // Nothing is lost on disks or links, and what nobody passes on is nobody's fault.
    const scenario: Scenario = { ...base, conflicts, faults: [] };
    return { scenario, report: simulate(scenario).report };
  });
  return runs.filter(
    ({ scenario, report }) => sites(scenario) && report.settled && report.lag.open === 0,
  );
}

test('two sites with priorities converge', () => {
  const runs = listComplete(({ regions }) => regions.length === 2);
  expect(runs.length).toBeGreaterThan(30);
  for (const { scenario, report } of runs) {
    expect(report.convergence.divergentKeys, scenario.name).toBe(0);
  }
});

test('with three and more, some run ends apart', () => {
  const runs = listComplete(({ regions }) => regions.length > 2);
  expect(runs.some(({ report }) => report.convergence.verdict === 'violated')).toBe(true);
});
