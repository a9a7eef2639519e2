/**
 * What routing to a home leaves of the concurrent writes, in the shipped scenarios about it.
 *
 * Where a share s of the writes strays, two writes of a key are taken in by one leader, and so are not concurrent, when
 * both went home: 1 − (1 − s)² = 2s − s² of the pairs remain (test/laws/conflict-avoidance).
 */
import { assert, expect, test } from 'vitest';
import { parseScenarios } from '../../src/scenarios/index.js';
import type { Override } from '../../src/scenarios/overrides.js';
import { simulate } from '../../src/sim/simulate.js';
import { catalogueText } from '../support/catalogue.js';

/** Writes of other leaders that one is concurrent with: 2 × 80 ms × 400/s ÷ 200 keys. */
const partners = 0.32;

const nearby = pairsOf('avoidance-none', []);

test.each([0, 0.01, 0.05, 0.2, 0.5])('a share of %d that strays leaves 2s − s² of the pairs', (s) => {
  const remaining = pairsOf('avoidance-home', [{ path: 'workload.clients.0.home', value: `${String(100 * (1 - s))}%` }]);
  const expected = (2 * s - s * s) * nearby;
  // Pairs that share a write come together: four standard errors of both figures.
  const error = Math.sqrt(expected * (1 + 2 * partners)) + (2 * s - s * s) * Math.sqrt(nearby * (1 + 2 * partners));
  expect(Math.abs(remaining - expected)).toBeLessThanOrEqual(4 * error);
});

test('99 % of the pairs vanish when 99.5 % of the writes go home, or when users write where they live', () => {
  const seeds = ['1', '2', '3'];
  const remaining = seeds.reduce((sum, value) => {
    return sum + pairsOf('avoidance-home', [{ path: 'workload.clients.0.home', value: '99.5%' }, { path: 'seed', value }]);
  }, 0);
  expect(1 - remaining / (seeds.length * nearby)).toBeCloseTo(0.99, 2);
  expect(1 - pairsOf('avoidance-geohash', []) / nearby).toBeGreaterThan(0.99);
});

function pairsOf(name: string, overrides: readonly Override[]): number {
  const parsed = parseScenarios(catalogueText, { only: name, overrides });
  assert(parsed.ok);
  const [loaded] = parsed.scenarios;
  assert(loaded !== undefined);
  return simulate(loaded.scenario).report.conflicts.concurrentPairs;
}
