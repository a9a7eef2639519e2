import { expect, test } from 'vitest';
import { outageOf } from '../../../../src/cli/view/live/link-faults.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';

const scenario = makeScenario({
  faults: [
    { kind: 'partition', atUs: 10, untilUs: 50, cuts: [[0, 1]] },
    { kind: 'partition', atUs: 40, untilUs: 70, cuts: [[0, 1]] },
    { kind: 'crash', atUs: 100, untilUs: null, region: 2 },
  ],
});

test('a link is parted from the first fault on, until the last of them ends', () => {
  const between = { from: 0, to: 1 };
  expect(outageOf(scenario, between, 9)).toBeNull();
  expect(outageOf(scenario, between, 45)).toEqual({ why: 'parted', sinceUs: 10, untilUs: 70 });
  expect(outageOf(scenario, between, 60)).toEqual({ why: 'parted', sinceUs: 40, untilUs: 70 });
  expect(outageOf(scenario, between, 70)).toBeNull();
  expect(outageOf(scenario, { from: 1, to: 0 }, 45)).toBeNull();
});

test('a link to a region that is down has no end where the fault has none', () => {
  expect(outageOf(scenario, { from: 0, to: 2 }, 200)).toEqual({ why: 'down', sinceUs: 100, untilUs: null });
});
