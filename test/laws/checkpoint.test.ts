/**
 * A run that is taken back to a checkpoint goes on as it did, however often, from whichever it is taken.
 *
 * Scenarios with many writes take their time: CHECKPOINT_ALL=1 runs all of the catalogue.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/sim/observation.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { Simulation } from '../../src/sim/simulate.js';
import type { Checkpoint, SimulateOptions } from '../../src/sim/simulate.js';
import { expectedWrites } from '../../src/sim/workload/clients.js';
import { runnable } from '../support/catalogue.js';
import { closedScenario } from '../support/closed-scenario.js';
import { conditionalScenario } from '../support/conditional-scenario.js';
import { contextScenario } from '../support/context-scenario.js';
import { creatingScenario } from '../support/creating-scenario.js';
import { makeDice } from '../support/dice.js';
import { everythingScenario } from '../support/everything-scenario.js';
import { withRandomLimit } from '../support/random-limits.js';
import { randomResilientScenario } from '../support/random-resilience.js';
import { quorumScenario } from '../support/quorum-scenario.js';
import { randomScenario } from '../support/random-scenario.js';
import { repairingScenario } from '../support/repairing-scenario.js';
import { greatest, votes } from '../support/sample-resolvers.js';
import { storageScenario } from '../support/storage-scenario.js';
import { textScenario } from '../support/text-scenario.js';
import { tombstoneScenario } from '../support/tombstone-scenario.js';
import { typedScenario } from '../support/typed-scenario.js';

const runsAll = process.env['CHECKPOINT_ALL'] === '1';
const mostWrites = runsAll ? Infinity : 2_000;
const randomEach = runsAll ? 40 : 6;

const goldenFile = new URL('../golden/fingerprints.json', import.meta.url);
const pins: unknown = JSON.parse(readFileSync(goldenFile, 'utf8'));
const golden = new Map<string, unknown>(Object.entries(pins ?? {}));

const shipped = runnable
  .map(({ scenario }) => scenario)
  .filter((scenario) => expectedWrites(scenario) <= mostWrites);

describe('a shipped run that is taken back', { timeout: 300_000 }, () => {
  test('is every one of those that take little time', () => {
    expect(shipped.length).toBeGreaterThan(runnable.length / 2);
  });

  test.each(shipped.map((scenario) => [scenario.name, scenario] as const))('goes on as it did: %s', (name, scenario) => {
    expect(golden.get(name)).toMatchObject({ fingerprint: rewind(scenario, name) });
  });
});

/** Random scenarios of one kind, and what accompanies their runs. */
interface Kind {
  readonly kind: string;
  readonly scenarioOf: (n: number) => Scenario;
  readonly options?: SimulateOptions;
}

const random: readonly Kind[] = [
  { kind: 'leaders that ship their logs', scenarioOf: randomScenario },
  { kind: 'limits of outboxes', scenarioOf: (n) => withRandomLimit(randomScenario(n), n) },
  { kind: 'logged requests', scenarioOf: randomScenario, options: { logsRequests: true } },
  { kind: 'patient clients', scenarioOf: randomResilientScenario },
  { kind: 'everything at once', scenarioOf: everythingScenario },
  { kind: 'closed loops and bursts', scenarioOf: closedScenario },
  { kind: 'repair', scenarioOf: repairingScenario },
  { kind: 'quorums', scenarioOf: quorumScenario },
  { kind: 'conditional writes', scenarioOf: (n) => conditionalScenario(n, n % 2 === 0 ? 'booking' : 'chain') },
  { kind: 'shared storage', scenarioOf: storageScenario },
  { kind: 'contexts', scenarioOf: contextScenario },
  { kind: 'new rows', scenarioOf: creatingScenario },
  { kind: 'tombstones', scenarioOf: (n) => tombstoneScenario(n, { kind: 'after-all-know' }) },
  { kind: 'a text by sequence', scenarioOf: (n) => textScenario(n, 'text-sequence') },
  { kind: 'a text by transformation', scenarioOf: (n) => textScenario(n, 'text-ot') },
  { kind: 'an add-wins set', scenarioOf: (n) => typedScenario(n, 'or-set') },
  { kind: 'a resolver of one’s own', scenarioOf: (n) => ownScenario(n), options: { resolver: greatest } },
  { kind: 'a type of one’s own', scenarioOf: (n) => ownScenario(n), options: { resolver: votes } },
];

describe('a random run that is taken back', { timeout: 300_000 }, () => {
  test.each(random)('goes on as it did: $kind', ({ scenarioOf, options }) => {
    for (let n = 0; n < randomEach; n++) rewind(scenarioOf(n), `${n}`, options);
  });

  test('goes on as it did from any of several checkpoints, in any order', () => {
    for (let n = 0; n < randomEach; n++) visitInAnyOrder(randomScenario(100 + n), n);
  });
});

/**
 * Runs to the end, is taken back to a moment on the way, and runs to the end again; the fingerprint.
 */
function rewind(scenario: Scenario, name: string, options: SimulateOptions = {}): string {
  let heard: TraceEvent[] = [];
  const simulation = new Simulation(scenario, { ...options, trace: (event) => heard.push(event) });
  const dice = makeDice(name.length + scenario.durationUs);
  const atUs = scenario.durationUs * (0.1 + 0.5 * dice.unit());
  simulation.runUntil(atUs);
  const early = simulation.checkpoint();
  // Copies, since what is handed out must not change when the run goes on, or back.
  const earlyLook = structuredClone(simulation.observe());
  heard = [];
  simulation.runUntil(scenario.durationUs * 0.9);
  const late = simulation.checkpoint();
  const lateLook = structuredClone(simulation.observe());
  const first = simulation.finish();
  const firstCopy = structuredClone(first);
  const firstHeard = heard;
  const ended = simulation.checkpoint();

  simulation.restore(early);
  expectSame(simulation.observe(), earlyLook, `${scenario.name}: what is seen`);
  simulation.restore(late);
  expectSame(simulation.observe(), lateLook, `${scenario.name}: what is seen later`);
  simulation.losses();
  simulation.restore(early);
  heard = [];
  const second = simulation.finish();
  expect(second.report.fingerprint).toBe(first.report.fingerprint);
  expectSame(second, firstCopy, `${scenario.name}: report and fates`);
  expectSame(first, firstCopy, `${scenario.name}: what was told before`);
  expectSame(heard, firstHeard, `${scenario.name}: trace`);
  simulation.restore(ended);
  expect(simulation.finish()).toBe(first);
  return first.report.fingerprint;
}

/** Checkpoints along a run, and more of them along the way again. */
function visitInAnyOrder(scenario: Scenario, n: number): void {
  const dice = makeDice(n);
  const simulation = new Simulation(scenario);
  const visited: { readonly checkpoint: Checkpoint; readonly look: Observation }[] = [];
  do {
    if (dice.chance(0.02)) visited.push({ checkpoint: simulation.checkpoint(), look: simulation.observe() });
  } while (simulation.step());
  const { report } = simulation.finish();
  for (let visit = 0; visit < 20 && visited.length > 0; visit++) {
    const { checkpoint, look } = dice.pick(visited);
    simulation.restore(checkpoint);
    expect(checkpoint).toMatchObject({ nowUs: simulation.nowUs, events: simulation.observe().events });
    expectSame(simulation.observe(), look, `${scenario.name}: what is seen`);
    for (let steps = dice.between(0, 100); steps > 0; steps--) simulation.step();
    if (dice.chance(0.3)) visited.push({ checkpoint: simulation.checkpoint(), look: simulation.observe() });
    if (dice.chance(0.2)) expectSame(simulation.finish().report, report, `${scenario.name}: report`);
  }
}

function ownScenario(n: number): Scenario {
  const base = typedScenario(n, 'completeness');
  return { ...base, conflicts: { ...base.conflicts, resolve: 'own' } };
}

/** As `toEqual`, in a fraction of its time where they are the same. */
function expectSame(found: unknown, wanted: unknown, what: string): void {
  if (!isDeepStrictEqual(found, wanted)) expect(found, what).toEqual(wanted);
}
