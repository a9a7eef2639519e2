import { expect, test } from 'vitest';
import {
  canGoFaster,
  canGoSlower,
  fasterThan,
  slowerThan,
  speedFor,
} from '../../../../src/cli/view/live/speed.js';

test.each([
  [30_000_000, 1.5],
  [20_000_000, 1],
  [250_000, 0.01],
  [1_800_000_000, 100],
])('a run of %d us is played at %d times real time', (plannedUs, speed) => {
  expect(speedFor(plannedUs)).toBe(speed);
});

test('a run of ordinary length takes between 10 and 40 seconds', () => {
  for (let plannedUs = 300_000; plannedUs < 10_000_000_000; plannedUs *= 1.3) {
    const seconds = plannedUs / 1_000_000 / speedFor(plannedUs);
    expect(seconds).toBeGreaterThan(10);
    expect(seconds).toBeLessThan(40);
  }
});

test('a run without length has a speed', () => {
  expect(speedFor(0)).toBeGreaterThan(0);
});

test('speeds go up to a thousand and stop there', () => {
  let speed = speedFor(0);
  while (canGoFaster(speed)) {
    expect(fasterThan(speed)).toBeGreaterThan(speed);
    speed = fasterThan(speed);
  }
  expect(speed).toBe(1000);
  expect(fasterThan(speed)).toBe(1000);
});

test('faster and slower undo each other', () => {
  expect(slowerThan(fasterThan(1))).toBe(1);
  expect(canGoSlower(1)).toBe(true);
  expect(canGoSlower(speedFor(0))).toBe(false);
});
