import { expect, test } from 'vitest';
import { plannedEndUs } from '../../../../src/cli/view/live/live-state.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';

test('a run is planned until its workload ends', () => {
  expect(plannedEndUs(makeScenario({ durationUs: 30_000_000 }))).toBe(30_000_000);
});

test('a run is planned until its last fault is over, when that is later', () => {
  expect(plannedEndUs(makeScenario({ durationUs: 10_000_000 }))).toBe(21_000_000);
});

test('a fault without an end does not make a run endless', () => {
  const faults = [{ kind: 'crash', atUs: 12_000_000, untilUs: null, region: 0 }] as const;
  expect(plannedEndUs(makeScenario({ durationUs: 10_000_000, faults }))).toBe(12_000_000);
});
