/** What the scenarios of systems with one leader rest on: take it away, and they come out otherwise. */
import { assert, expect, test } from 'vitest';
import { parseScenarios } from '../../src/scenarios/index.js';
import type { Override } from '../../src/scenarios/overrides.js';
import type { Report } from '../../src/sim/report.js';
import { simulate } from '../../src/sim/simulate.js';
import { catalogueText } from '../support/catalogue.js';

test('without commit wait it is the clocks that turn stamps round: with equal ones no stamp is', () => {
  const setRight = [
    { path: 'regions.zone-1.clock.skew', value: '-1ms' },
    { path: 'regions.zone-1.clock.drift', value: '-200ppm' },
  ];
  expect(reportOf('spanner-no-wait', setRight).conflicts.inversions).toBe(0);
});

test('two histories stand beside each other until one site becomes a copy of the other', () => {
  const { lostWrites, leadership } = reportOf('github-2018', [{ path: 'replication.rejoin', value: 'refuse' }]);
  expect(lostWrites.total).toBeGreaterThan(900);
  expect(lostWrites.everywhere).toBe(0);
  expect(leadership?.discarded.copied).toBe(0);
});

test('a rollback has what a primary took in until it stepped down, and no more', () => {
  const halfAsLong = [{ path: 'replication.fencing.lease.length', value: '5s' }];
  const { lostWrites } = reportOf('mongodb-rollback', halfAsLong);
  // 20 a second.
  expect(lostWrites.total).toBeGreaterThanOrEqual(98);
  expect(lostWrites.total).toBeLessThanOrEqual(101);
});

function reportOf(name: string, overrides: readonly Override[]): Report {
  const parsed = parseScenarios(catalogueText, { only: name, overrides });
  assert(parsed.ok);
  const [loaded] = parsed.scenarios;
  assert(loaded !== undefined);
  return simulate(loaded.scenario).report;
}
