/**
 * The pinned fingerprints on whatever Node.js runs this: `node test/golden/check-fingerprints.js`.
 *
 * Uses the built package in `dist` and no test runner, so that any version can be asked. Ends with
 * 1 when a scenario runs otherwise here than where it was pinned.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseScenarios } from '../../dist/scenarios/index.js';
import { simulate } from '../../dist/sim/simulate.js';
import { expectedWrites } from '../../dist/sim/workload/clients.js';

const golden = JSON.parse(readFileSync(new URL('fingerprints.json', import.meta.url), 'utf8'));
const catalogue = parseScenarios(
  readFileSync(new URL('../../scenarios.yaml', import.meta.url), 'utf8'),
);
if (!catalogue.ok) throw new Error(`scenarios.yaml: ${catalogue.issues[0].message}`);

// As in the test that pins them: the few that simulate production's numbers one by one take minutes.
const runnable = catalogue.scenarios.filter(({ scenario }) => expectedWrites(scenario) <= 1_000_000);
const names = new Set([...Object.keys(golden), ...runnable.map(nameOf)]);
const problems = [...names].flatMap((name) => {
  const pinned = describePin(golden[name]);
  const found = describePin(pin(runnable.find((loaded) => nameOf(loaded) === name)));
  return pinned === found ? [] : [`${name}: pinned ${pinned}, here ${found}`];
});

for (const problem of problems) console.log(problem);
const same = names.size - problems.length;
console.log(`Node.js ${process.version}: ${same} of ${names.size} scenarios run as pinned`);
process.exitCode = problems.length > 0 || names.size === 0 ? 1 : 0;

function nameOf({ scenario }) {
  return scenario.name;
}

function pin(loaded) {
  if (loaded === undefined) return undefined;
  const { report } = simulate(loaded.scenario);
  const hash = createHash('sha256').update(JSON.stringify(report)).digest('hex');
  const { seed } = loaded.scenario;
  return { seed, fingerprint: report.fingerprint, report: hash.slice(0, 16) };
}

function describePin(pinned) {
  if (pinned === undefined) return 'nothing';
  return `fingerprint ${pinned.fingerprint} and report ${pinned.report} under seed ${pinned.seed}`;
}
