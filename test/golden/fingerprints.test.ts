/**
 * The fingerprint of every scenario of the catalogue, pinned.
 *
 * A change here means that runs are not what they were: if that was wanted, a commit of its own
 * says why.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { runnable } from '../support/catalogue.js';

const goldenFile = new URL('fingerprints.json', import.meta.url);
const howToUpdate = 'Wanted? Then run: UPDATE_GOLDEN=1 npx vitest run test/golden';

const found = pinAll(runnable.map(({ scenario }) => scenario));
if (process.env['UPDATE_GOLDEN'] === '1') writeGolden(found);
const golden = readGolden();

test('the catalogue and the pinned fingerprints name the same scenarios', () => {
  expect(found.size, howToUpdate).toBeGreaterThan(10);
  expect([...found.keys()], howToUpdate).toEqual([...golden.keys()]);
});

test.each([...found])('%s runs as it always did', (name, pin) => {
  expect(pin, howToUpdate).toEqual(golden.get(name));
});

/** What stays the same about a run: its fingerprint, and a hash of all that is reported of it. */
interface Pin {
  readonly seed: string;
  readonly fingerprint: string;
  /** First 64 bits of the SHA-256 of the report as JSON. */
  readonly report: string;
}

function pinAll(scenarios: readonly Scenario[]): ReadonlyMap<string, Pin> {
  return new Map(
    scenarios.map((scenario) => {
      const { report } = simulate(scenario);
      const hash = createHash('sha256').update(JSON.stringify(report)).digest('hex');
      const { fingerprint } = report;
      return [scenario.name, { seed: scenario.seed, fingerprint, report: hash.slice(0, 16) }];
    }),
  );
}

function readGolden(): ReadonlyMap<string, unknown> {
  if (!existsSync(goldenFile)) return new Map();
  const golden: unknown = JSON.parse(readFileSync(goldenFile, 'utf8'));
  return new Map(Object.entries(golden ?? {}));
}

function writeGolden(pins: ReadonlyMap<string, Pin>): void {
  writeFileSync(goldenFile, `${JSON.stringify(Object.fromEntries(pins), null, 2)}\n`);
}
