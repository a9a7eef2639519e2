/** The same users with one leader and with many: what they wait for is what the table of round trips says. */
import { expect, test } from 'vitest';
import { roundTripBetween } from '../../../src/scenarios/places/round-trips.js';
import { parseScenarios } from '../../../src/scenarios/index.js';
import type { Report } from '../../../src/sim/report.js';
import { simulate } from '../../../src/sim/simulate.js';
import { catalogueText } from '../../support/catalogue.js';
import { runCli } from '../capture-io.js';

function reportOf(only: string): Report {
  const parsed = parseScenarios(catalogueText, { only });
  if (!parsed.ok) throw new Error(parsed.issues[0].message);
  return simulate(parsed.scenarios[0].scenario).report;
}

test('a far user waits for the round trip, and for nothing else, that many leaders save', () => {
  const [one, many] = [reportOf('far-users-one-leader'), reportOf('far-users-many-leaders')];
  const places = { europe: 'frankfurt', america: 'sao-paulo', asia: 'tokyo' };
  for (const [region, place] of Object.entries(places)) {
    const [far, near] = [one, many].map(({ clients }) => clients.byRegion.find((each) => each.region === region)?.write.meanMs ?? 0);
    const roundTripMs = place === 'frankfurt' ? 0 : (roundTripBetween(place, 'frankfurt')?.roundTripMs ?? 0);
    expect((far ?? 0) - (near ?? 0)).toBeCloseTo(roundTripMs, 1);
  }
  expect(one.writes.acknowledged).toBe(many.writes.acknowledged);
});

test('both can be played beside each other', async () => {
  const { exitCode, lockstep } = await runCli(['compare', 'far-users-one-leader', '--format', 'tui'], { isTerminal: true });
  expect(exitCode).toBe(42);
  expect(lockstep[0]?.runs.map(({ name }) => name)).toEqual(['far-users-one-leader', 'many-leaders']);
});
