/** Wherever runs in lockstep are sent, each is as a straight run is at the one moment of all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Player } from '../../../../src/cli/tui/live/player.js';
import { LockstepPlayer } from '../../../../src/cli/tui/lockstep/lockstep-player.js';
import type { Parting } from '../../../../src/cli/view/lockstep/lockstep-state.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';
import type { Scenario } from '../../../../src/sim/scenario.js';
import { Simulation, simulate } from '../../../../src/sim/simulate.js';
import { runnable } from '../../../support/catalogue.js';

const parting: Parting = { kind: 'unknown', sameUntilUs: 0 };

/** What anyone can do to them. */
const operation = fc.oneof(
  fc.constantFrom('toggle', 'step', 'stepBack', 'searchMark', 'goFaster', 'goSlower', 'hurryToEnd'),
  fc.record({ shift: fc.constantFrom(-0.01, 0.01) }),
  fc.record({ seekShare: fc.double({ min: 0, max: 1.2, noNaN: true }) }),
  fc.record({ marksBack: fc.constantFrom(1, 2) }),
  fc.record({ ticks: fc.integer({ min: 1, max: 30 }) }),
);

function open(scenarios: readonly Scenario[], msPerLook: number) {
  let nowMs = 0;
  const clock = () => (nowMs += msPerLook);
  const lanes = scenarios.map((scenario, index) => ({
    name: `run ${index}`,
    player: new Player({
      scenario,
      start: (trace) => new Simulation(scenario, { trace }),
      judge: (report) => ({ report, expectations: [], verdict: 'holds' }),
      clock,
    }),
  }));
  const player = new LockstepPlayer(lanes, clock);
  const tick = () => {
    nowMs += 33;
    player.tick(parting);
  };
  const tickWhile = (goesOn: () => boolean) => {
    for (let ticks = 0; goesOn() && ticks < 20_000; ticks += 1) tick();
  };
  return { player, tick, tickWhile };
}

test.each(['concurrent-x', 'remove-meets-add', 'never-again'])('%s beside itself under another seed', (name) => {
  const scenario = runnable.find((shipped) => shipped.scenario.name === name)?.scenario;
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  const scenarios = [scenario, { ...scenario, seed: '77' }];
  const reports = scenarios.map((one) => simulate(one).report);
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 20 }), fc.constantFrom(0, 0.3, 4), (operations, msPerLook) => {
      const { player, tick, tickWhile } = open(scenarios, msPerLook);
      for (const one of operations) {
        if (typeof one === 'string') player[one]();
        else if ('shift' in one) player.shift(one.shift);
        else if ('seekShare' in one) player.seek(one.seekShare * scenario.durationUs);
        else if ('marksBack' in one) for (let count = 0; count < one.marksBack; count += 1) player.seekMarkBefore(parting);
        else for (let count = 0; count < one.ticks; count += 1) tick();
      }
      if (player.mode === 'running') player.toggle();
      tickWhile(() => player.mode === 'seeking' || player.mode === 'searching');
      tick();
      scenarios.forEach((one, index) => expectStraight(one, player, index));
      player.hurryToEnd();
      tickWhile(() => player.mode !== 'finished');
      expect(player.lanes.map(({ state }) => state.judgement?.report)).toEqual(reports);
    }),
    { numRuns: 25 },
  );
});

/** At the end the report says what there is to say. */
function expectStraight(scenario: Scenario, player: LockstepPlayer, index: number): void {
  const state = player.lanes[index]?.state;
  if (state === undefined || state.playback.mode !== 'paused') return;
  const heard: TraceEvent[] = [];
  const straight = new Simulation(scenario, { trace: (event) => heard.push(event) });
  while (straight.nextUs <= player.nowUs && player.nowUs > 0) straight.step();
  expect(state.observation).toEqual(straight.observe(player.nowUs));
  const newest = heard.slice(-5);
  expect(state.record.log.newest(newest.length, () => true)).toEqual(newest);
}
