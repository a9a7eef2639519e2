import { expect, test } from 'vitest';
import { TrueTimeClock } from '../../../src/sim/causality/true-time.js';

test('a stamp is the end of the interval in which the time lies', () => {
  expect(new TrueTimeClock(4000).next(1_000_000)).toBe(1_004_000);
});

test('a stamp has passed when the beginning of the interval lies above it', () => {
  const clock = new TrueTimeClock(4000);
  const reading = clock.passesAtReading(clock.next(1_000_000));
  expect(reading).toBe(1_008_001);
  expect(reading - 4000).toBeGreaterThan(1_004_000);
});

test('a leader’s stamps grow, also when its clock is set back within its bound', () => {
  const clock = new TrueTimeClock(10);
  expect([100, 100, 95, 102].map((reading) => clock.next(reading))).toEqual([110, 111, 112, 113]);
});

test('there is nothing to learn from the stamps of others', () => {
  const clock = new TrueTimeClock(10);
  clock.observe(1e9);
  expect(clock.next(100)).toBe(110);
});
