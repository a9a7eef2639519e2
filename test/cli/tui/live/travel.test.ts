/** Where the player goes and how it comes there is its own affair: the run is the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Player } from '../../../../src/cli/tui/live/player.js';
import type { Judgement } from '../../../../src/cli/view/live/live-state.js';
import type { Mark } from '../../../../src/cli/view/live/marks.js';
import type { Observation } from '../../../../src/sim/observation.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';
import type { Report } from '../../../../src/sim/report.js';
import type { Scenario } from '../../../../src/sim/scenario.js';
import { Simulation, simulate } from '../../../../src/sim/simulate.js';
import { runnable } from '../../../support/catalogue.js';

const names = ['concurrent-x', 'split-brain', 'remove-meets-add', 'never-again'];

function scenarioOf(name: string): Scenario {
  const found = runnable.find(({ scenario }) => scenario.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found.scenario;
}

/** A player whose clock stands still but for the ticks, and for a look at it now and then. */
function open(scenario: Scenario, msPerLook: number) {
  let nowMs = 0;
  const player = new Player({
    scenario,
    start: (trace) => new Simulation(scenario, { trace }),
    judge: (report: Report): Judgement => ({ report, expectations: [], verdict: 'holds' }),
    clock: () => (nowMs += msPerLook),
  });
  const tick = (ms = 33) => {
    nowMs += ms;
    player.tick();
  };
  const settle = () => {
    for (let ticks = 0; player.state.playback.mode === 'seeking' && ticks < 100_000; ticks += 1) tick();
  };
  return { player, tick, settle };
}

/** What anyone can do to a player. */
const operation = fc.oneof(
  fc.constantFrom('toggle', 'step', 'stepBack', 'nextMark', 'previousMark', 'forward', 'back'),
  fc.constantFrom('restart', 'goFaster', 'goSlower', 'hurryToEnd', 'stopSeeking'),
  fc.record({ seekShare: fc.double({ min: 0, max: 1.2, noNaN: true }) }),
  fc.record({ seekEvent: fc.double({ min: 0, max: 1.2, noNaN: true }) }),
  fc.record({ ticks: fc.integer({ min: 1, max: 20 }) }),
);

type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never;

/** A look at a later moment, at the end; nothing left to run; and a hurry to where the scout has been. */
const examples: [Operation[], number][] = [
  [[{ ticks: 20 }, { ticks: 2 }, { ticks: 6 }, 'back'], 0.3],
  [[{ ticks: 1 }, 'hurryToEnd', 'hurryToEnd'], 0],
  [['hurryToEnd', { ticks: 2 }, 'toggle'], 0],
  [[{ ticks: 3 }, 'hurryToEnd'], 0.3],
];

/** The moment after some number of events, on a straight run. */
function straightTo(scenario: Scenario, events: number, atUs: number) {
  const heard: TraceEvent[] = [];
  const simulation = new Simulation(scenario, { trace: (event) => heard.push(event) });
  for (let count = 0; count < events; count += 1) simulation.step();
  const keys = simulation.findKeys('', 3).map((key) => ({ key, inspection: simulation.inspect(key, atUs) }));
  return { look: simulation.observe(atUs), newest: heard.slice(-5), keys, lags: simulation.lags() };
}

describe.each(names)('%s', { timeout: 120_000 }, (name) => {
  const scenario = scenarioOf(name);
  const straight = simulate(scenario).report;
  const { events: allEvents } = countEvents(scenario);

  test('ends as it does undisturbed, and every moment is the one of a straight run', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 25 }), fc.constantFrom(0, 0.3, 4), (operations, msPerLook) => {
        const { player, tick, settle } = open(scenario, msPerLook);
        for (const one of operations) {
          if (typeof one === 'string') player[one]();
          else if ('ticks' in one) for (let count = 0; count < one.ticks; count += 1) tick();
          else if ('seekEvent' in one) player.seek({ kind: 'event', events: Math.floor(one.seekEvent * allEvents) });
          else player.seek({ kind: 'time', atUs: one.seekShare * scenario.durationUs });
        }
        settle();
        expectStraight(scenario, player);
        player.hurryToEnd();
        for (let ticks = 0; player.state.playback.mode !== 'finished' && ticks < 100_000; ticks += 1) tick();
        expect(player.state.judgement?.report.fingerprint).toBe(straight.fingerprint);
        expect(player.state.judgement?.report).toEqual(straight);
      }),
      { numRuns: examples.length + (allEvents < 5000 ? 100 : 10), examples },
    );
  });

  test('is at the same moment whichever way one came', () => {
    const events = Math.floor(allEvents / 2);
    const looks: Observation[] = [];
    for (const detour of [[], [allEvents], [3, allEvents, events + 1], [events - 1]]) {
      const { player, settle } = open(scenario, 0);
      for (const stop of [...detour, events]) {
        player.seek({ kind: 'event', events: stop });
        settle();
      }
      looks.push(player.state.observation);
    }
    for (const look of looks) expect(look).toEqual(looks[0]);
  });

  test('has the same marks for those who only look and for those who run about', () => {
    const still = open(scenario, 0);
    still.player.toggle();
    for (let ticks = 0; ticks < 50; ticks += 1) still.tick();
    const restless = open(scenario, 0.3);
    for (const share of [0.5, 0.1, 0.9, 0.3, 2]) {
      restless.player.seek({ kind: 'time', atUs: share * scenario.durationUs });
      restless.settle();
    }
    restless.tick();
    // Losses that no event tells of are found by counting, which takes place where there is time for it.
    const isToldOf = ({ kind }: Mark) => kind !== 'divergence' && kind !== 'loss';
    const marksOf = ({ player }: ReturnType<typeof open>) => player.state.marks.filter(isToldOf);
    expect(marksOf(restless)).toEqual(marksOf(still));
  });
});

function countEvents(scenario: Scenario): { readonly events: number } {
  const simulation = new Simulation(scenario);
  while (simulation.step());
  return simulation.observe();
}

function expectStraight(scenario: Scenario, player: Player): void {
  const { observation, record, playback } = player.state;
  if (playback.mode === 'finished') return;
  const { look, newest, keys, lags } = straightTo(scenario, observation.events, observation.nowUs);
  expect(observation).toEqual(look);
  expect(record.log.newest(newest.length, () => true)).toEqual(newest);
  expect(player.findKeys('', 3)).toEqual(keys.map(({ key }) => key));
  for (const { key, inspection } of keys) expect(player.inspect(key)).toEqual(inspection);
  expect(player.lags()).toEqual(lags);
}
