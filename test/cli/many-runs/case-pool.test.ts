import { expect, test } from 'vitest';
import { runCases } from '../../../src/cli/many-runs/case-pool.js';
import { readCatalogue } from '../../../src/cli/package-files.js';
import { loadCase } from '../../../src/scenarios/fuzz/case-document.js';
import { fuzzGroups, recoverableKinds } from '../../../src/scenarios/fuzz/fault-kinds.js';
import { caseOf, fuzzSubject } from '../../../src/scenarios/fuzz/subject.js';
import { judgeExpectations, parseScenarios } from '../../../src/scenarios/index.js';
import type { JudgedExpectation } from '../../../src/scenarios/index.js';
import { simulate } from '../../../src/sim/simulate.js';

const text = readCatalogue();
const parsed = parseScenarios(text, { only: 'concurrent-x' });
if (!parsed.ok) throw new Error('the catalogue does not parse');
const found = fuzzSubject(text, parsed.scenarios[0], {
  overrides: [],
  judged: ['all'],
  groups: fuzzGroups,
  kinds: recoverableKinds,
  resolver: null,
});
if (found === null) throw new Error('a scenario of the catalogue cannot stand alone');
const subject = found;

type Told = readonly [run: number, judged: readonly JudgedExpectation[]];

async function runOn(threads: number, runs: number, isStopped: () => boolean): Promise<readonly Told[]> {
  const told: Told[] = [];
  let drawn = 0;
  await runCases({
    ...{ subject, seed: '1', bundle: null, threads, isStopped },
    draw: () => (drawn < runs ? ++drawn : null),
    onRun: (run, judged) => told.push([run, judged]),
  });
  return told;
}

test('runs are told in the order of their numbers, as they come out alone, on 1, 2 and 3 threads', async () => {
  const alone = [1, 2, 3, 4, 5, 6, 7].map((run): Told => {
    const loaded = loadCase(subject.name, caseOf(subject, { seed: '1', run }));
    if (loaded === null) throw new Error('a case that was drawn cannot run');
    return [run, judgeExpectations(loaded.expectations, simulate(loaded.scenario).report)];
  });
  for (const threads of [1, 2, 3]) expect(await runOn(threads, 7, () => false)).toEqual(alone);
});

test('once it is stopped, all that have begun are told, and no other begins', async () => {
  let asked = 0;
  const told = await runOn(2, 7, () => ++asked > 3);
  expect(told.map(([run]) => run)).toEqual([1, 2, 3]);
});
