/** The shipped scenarios, as far as a test can run them. */
import { readFileSync } from 'node:fs';
import { parseScenarios } from '../../src/scenarios/index.js';
import type { LoadedScenario } from '../../src/scenarios/index.js';
import { expectedWrites } from '../../src/sim/workload/clients.js';

/** The catalogue's text. */
export const catalogueText = readFileSync(new URL('../../scenarios.yaml', import.meta.url), 'utf8');

/** Every shipped scenario. */
export const shipped: readonly LoadedScenario[] = load();

/** Those of at most a million writes; the larger ones run scaled down in test/laws/capacity.test.ts. */
export const runnable = shipped.filter(({ scenario }) => expectedWrites(scenario) <= 1_000_000);

function load(): readonly LoadedScenario[] {
  const parsed = parseScenarios(catalogueText);
  if (!parsed.ok) throw new Error(`scenarios.yaml: ${parsed.issues[0]?.message}`);
  return parsed.scenarios;
}
