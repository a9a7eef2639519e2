/**
 * The library in use: from which skew on does the slow clock lose its write?
 *
 * Run it after `npm ci` with whatever runs TypeScript.
 */
import { readFileSync } from 'node:fs';
import { loadScenarios, simulate } from 'quarrel';

const text = readFileSync(new URL('slow-clock.yaml', import.meta.url), 'utf8');

/** Writes lost because of the phone's clock, when it is so many milliseconds behind. */
export function countLostToSkew(skewMs: number): number {
  const override = { path: 'regions.phone.clock.skew', value: `-${skewMs}ms` };
  const loaded = loadScenarios(text, { overrides: [override] });
  if (!loaded.ok) throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  const [{ scenario }] = loaded.scenarios;
  return simulate(scenario).report.lostWrites.byCause.skew;
}

for (const skewMs of [0, 10, 19, 20, 30, 50]) {
  console.log(`${skewMs} ms behind: ${countLostToSkew(skewMs)} lost`);
}
