import { assert, describe, expect, test } from 'vitest';
import { parseScenarios } from '../../../src/scenarios/index.js';
import type { LoadedScenario, Override } from '../../../src/scenarios/index.js';
import { branchDocument, branchFileName } from '../../../src/scenarios/what-if/branch-document.js';
import { endableFaults, rulesFromNowOn, whatIfOverrides, whatIfWords } from '../../../src/scenarios/what-if/what-if.js';
import type { WhatIf } from '../../../src/scenarios/what-if/what-if.js';
import { readCatalogue } from '../../../src/cli/package-files.js';
import { isolateScenario } from '../../../src/scenarios/slice.js';
import { addRandomFaults, Simulation } from '../../../src/sim/simulate.js';

const catalogue = readCatalogue();

function textOf(name: string): string {
  const text = isolateScenario(catalogue, name);
  assert(text !== null, name);
  return text;
}

function load(text: string, overrides: readonly Override[] = []): LoadedScenario {
  const parsed = parseScenarios(text, { overrides });
  assert(parsed.ok, JSON.stringify(parsed));
  const [loaded] = parsed.scenarios;
  assert(loaded !== undefined);
  return loaded;
}

function play({ scenario }: LoadedScenario) {
  const events: string[] = [];
  const simulation = new Simulation(addRandomFaults(scenario), { trace: (event) => events.push(JSON.stringify(event)) });
  const atUs: number[] = [];
  for (;;) {
    const { nextUs } = simulation;
    if (!simulation.step()) break;
    while (atUs.length < events.length) atUs.push(nextUs);
  }
  return { events, atUs, fingerprint: simulation.finish().report.fingerprint };
}

/** The events up to and with a moment. */
function until({ events, atUs }: ReturnType<typeof play>, momentUs: number): readonly string[] {
  const end = atUs.findIndex((at) => at > momentUs);
  return end < 0 ? events : events.slice(0, end);
}

const between = { kind: 'between', regions: ['us-east', 'eu-west'] } as const;

const changes: readonly WhatIf[] = [
  { kind: 'cut', where: between, lasts: '2s' },
  { kind: 'cut', where: { kind: 'of', region: 'eu-west' }, lasts: null },
  { kind: 'crash', region: 'us-east', lasts: '1s' },
  { kind: 'clock', region: 'us-east', by: '-300ms' },
  { kind: 'latency', where: { kind: 'all' }, add: '250ms', lasts: '3s' },
  { kind: 'loss', where: between, to: '40%', lasts: '3s' },
  { kind: 'deploy', rule: 'fww', region: null },
  { kind: 'deploy', rule: 'arrival', region: 'eu-west' },
];

describe('a branch is the run itself up to its moment, and another one after it', () => {
  const text = textOf('split-brain');
  const loaded = load(text);
  const straight = play(loaded);
  test.each(changes.map((change, index) => [whatIfWords(change), change, 2_000_000 + index * 3_137_000] as const))(
    '%s',
    (_, change, atUs) => {
      const branch = play(load(text, whatIfOverrides([change], atUs, loaded.scenario)));
      expect(until(branch, atUs)).toEqual(until(straight, atUs));
      expect(branch.fingerprint).not.toBe(straight.fingerprint);
    },
  );

  test('an end that comes sooner', () => {
    const atUs = 12_000_000;
    const [end, ...others] = endableFaults(loaded.scenario, atUs);
    assert(end !== undefined);
    expect(others).toEqual([]);
    expect(whatIfWords(end)).toMatch(/^heal .* - /);
    const branch = play(load(text, whatIfOverrides([end], atUs, loaded.scenario)));
    expect(until(branch, atUs)).toEqual(until(straight, atUs));
    expect(branch.fingerprint).not.toBe(straight.fingerprint);
    expect(endableFaults(loaded.scenario, 29_000_000)).toEqual([]);
  });

  test('several at once', () => {
    const both = changes.slice(2, 4);
    const branch = play(load(text, whatIfOverrides(both, 5_000_000, loaded.scenario)));
    expect(until(branch, 5_000_000)).toEqual(until(straight, 5_000_000));
  });
});

test.each(['counter-pn', 'failover-asynchronous', 'sloppy-quorum', 'random-faults'])(
  'so it is in %s',
  (name) => {
    const text = textOf(name);
    const loaded = load(text);
    const [first, second] = loaded.scenario.regions.map((region) => region.name);
    assert(first !== undefined && second !== undefined);
    const atUs = Math.floor(loaded.scenario.durationUs / 2);
    const change: WhatIf = { kind: 'cut', where: { kind: 'between', regions: [first, second] }, lasts: null };
    const branch = play(load(text, whatIfOverrides([change], atUs, loaded.scenario)));
    expect(until(branch, atUs)).toEqual(until(play(loaded), atUs));
  },
);

test('rules that can be gone over to are those that the run does not begin with', () => {
  expect(rulesFromNowOn(load(textOf('split-brain')).scenario)).toEqual(['fww', 'arrival', 'site-priority']);
  expect(rulesFromNowOn(load(textOf('rule-roll-out')).scenario)).toEqual(['lww', 'fww', 'arrival', 'site-priority']);
  expect(rulesFromNowOn(load(textOf('counter-pn')).scenario)).toEqual([]);
  expect(rulesFromNowOn(load(textOf('sloppy-quorum')).scenario)).toEqual([]);
});

test('another rule or strategy counts from the start', () => {
  const { scenario } = load(textOf('split-brain'));
  expect(whatIfOverrides([{ kind: 'resolve', rule: 'siblings' }], 5_000_000, scenario)).toEqual([
    { path: 'conflicts.resolve', value: 'siblings' },
  ]);
  const overrides = whatIfOverrides([{ kind: 'strategy', name: 'raft' }], 0, scenario);
  expect(overrides.map(({ path }) => path)).toContain('replication');
});

test('the file that is kept says what was changed and makes the same run', () => {
  const text = textOf('split-brain');
  const loaded = load(text);
  const change: WhatIf = { kind: 'clock', region: 'us-east', by: '-300ms' };
  const overrides = whatIfOverrides([change], 5_000_000, loaded.scenario);
  const words = whatIfWords(change);
  const document = branchDocument({ text, name: 'split-brain', overrides, words, repeat: 'quarrel run x' });
  expect(document).toMatch(/^# split-brain, but step the clock of us-east by -300ms\.\n# The same run: quarrel run x\nversion: 1\n/);
  expect(play(load(document)).fingerprint).toBe(play(load(text, overrides)).fingerprint);
  expect(branchFileName('split-brain', document)).toMatch(/^what-if-split-brain-[0-9a-f]{8}\.yaml$/);
});
