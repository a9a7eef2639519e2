import { expect, test } from 'vitest';
import { drive } from '../../src/cli/drive.js';
import type { Drivable } from '../../src/cli/drive.js';
import { Simulation } from '../../src/sim/simulate.js';
import { tinyScenario } from './tiny-scenario.js';

test('driving in slices ends in the same run as letting a simulation finish at once', async () => {
  const scenario = tinyScenario();
  const outcome = await drive(new Simulation(scenario), calm);
  expect(outcome).toEqual({ kind: 'finished', run: new Simulation(scenario).finish() });
});

test('the length of a slice steers nothing', async () => {
  const scenario = tinyScenario();
  const fast = await drive(new Simulation(scenario), calm);
  const slow = await drive(new Simulation(scenario), { ...calm, nowMs: slowClock() });
  expect(slow).toEqual(fast);
});

test('an interrupt stops between two slices and tells what was seen so far', async () => {
  const simulation = new Simulation(tinyScenario());
  let slices = 0;
  const outcome = await drive(simulation, {
    ...calm,
    onSlice: () => (slices += 1),
    interruptedBy: () => (slices === 2 ? 130 : null),
  });
  expect(outcome).toEqual({ kind: 'interrupted', exitCode: 130, seen: simulation.observe() });
  expect(simulation.nextUs).toBeLessThan(Infinity);
});

test('the next event is always within the slice, so that empty time costs no rounds', async () => {
  const askedFor: number[] = [];
  const simulation = new Simulation(tinyScenario());
  const spy: Drivable = {
    get nowUs() {
      return simulation.nowUs;
    },
    get nextUs() {
      return simulation.nextUs;
    },
    runUntil: (timeUs) => {
      expect(timeUs).toBeGreaterThanOrEqual(simulation.nextUs);
      askedFor.push(timeUs);
      simulation.runUntil(timeUs);
    },
    observe: () => simulation.observe(),
    finish: () => simulation.finish(),
  };
  await drive(spy, { ...calm, nowMs: slowClock() });
  expect(askedFor.length).toBeGreaterThan(1);
});

const calm = { interruptedBy: () => null, onSlice: () => undefined, nowMs: () => 0 };

/** Every look at it is a second later. */
function slowClock(): () => number {
  let ms = 0;
  return () => (ms += 1000);
}
