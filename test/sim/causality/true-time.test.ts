import { describe, expect, test } from 'vitest';
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

describe('a claim that grows from poll to poll', () => {
  test('is a sawtooth: 1 ms after a poll, 7 ms half a minute later', () => {
    const clock = new TrueTimeClock(1000, 200);
    const claims = [0, 15e6, 30e6].map((reading) => clock.next(reading) - reading);
    expect(claims).toEqual([1000, 4001, 7002]);
    clock.poll(30e6);
    expect(clock.next(31e6) - 31e6).toBe(1201);
  });

  test('covers a clock that drifts as fast as it allows for', () => {
    for (const driftPpm of [200, -200]) {
      const clock = new TrueTimeClock(1000, 200);
      for (const trueUs of [1, 999, 7e6, 29_999_999]) {
        const reading = Math.floor(trueUs * (1 + driftPpm / 1e6));
        expect(clock.next(reading)).toBeGreaterThanOrEqual(trueUs + 1000 - 1);
      }
    }
  });

  // Spanner, OSDI 2012, section 4.2.1: at least twice the average ε, which is 4 ms.
  test('makes writes wait for twice 4 ms on average', () => {
    let waitedUs = 0;
    const writes = 3000;
    for (let i = 0; i < writes; i++) {
      const clock = new TrueTimeClock(1000, 200);
      const reading = (i + 0.5) * (30e6 / writes);
      waitedUs += clock.passesAtReading(clock.next(reading)) - reading;
    }
    expect(waitedUs / writes).toBeGreaterThan(8000);
    expect(waitedUs / writes).toBeLessThan(8000 * 1.001);
  });

  test.each([0, 1, 200, 9999])('has passed for certain at the first such reading, at %d ppm', (ppm) => {
    const at = (reading: number): number => new TrueTimeClock(1000, ppm).next(reading) - reading;
    for (const stamp of [0, 1, 4999, 5000, 1_234_567, 29_999_999]) {
      const reading = new TrueTimeClock(1000, ppm).passesAtReading(stamp);
      expect(reading - at(reading)).toBeGreaterThan(stamp);
      expect(reading - 1 - at(reading - 1)).toBeLessThanOrEqual(stamp);
    }
  });
});
