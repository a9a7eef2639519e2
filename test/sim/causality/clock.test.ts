import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PhysicalClock } from '../../../src/sim/causality/clock.js';

const time = fc.integer({ min: 0, max: 10 ** 12 });
const error = fc.integer({ min: -(10 ** 7), max: 10 ** 7 });
const drift = fc.integer({ min: -20_000, max: 20_000 });

describe('a physical clock', () => {
  test.each([
    [{ skewUs: 0, driftPpm: 0 }, 1_000_000, 1_000_000],
    [{ skewUs: 250, driftPpm: 0 }, 1_000_000, 1_000_250],
    [{ skewUs: -250, driftPpm: 0 }, 100, -150],
    [{ skewUs: 0, driftPpm: 200 }, 10_000_000, 10_002_000],
    [{ skewUs: 5, driftPpm: -200 }, 10_000_000, 9_998_005],
  ])('of %j reads at %d true microseconds %d', (spec, trueUs, reading) => {
    expect(new PhysicalClock(spec).read(trueUs)).toBe(reading);
  });

  test('reads true time plus its error plus what it drifted, in whole microseconds', () => {
    fc.assert(
      fc.property(time, error, drift, (trueUs, skewUs, driftPpm) => {
        const reading = new PhysicalClock({ skewUs, driftPpm }).read(trueUs);
        const exact = trueUs + skewUs + (driftPpm * trueUs) / 1e6;
        expect(Number.isInteger(reading)).toBe(true);
        expect(Math.abs(reading - exact)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('says how far it is off', () => {
    fc.assert(
      fc.property(time, error, drift, (trueUs, skewUs, driftPpm) => {
        const clock = new PhysicalClock({ skewUs, driftPpm });
        expect(clock.skewUs(trueUs)).toBe(clock.read(trueUs) - trueUs);
      }),
    );
  });

  test('keeps at a step what it drifted so far, and drifts on from there', () => {
    const clock = new PhysicalClock({ skewUs: 10, driftPpm: 100 });
    clock.step(1_000_000, -5000);
    expect(clock.skewUs(1_000_000)).toBe(10 + 100 - 5000);
    expect(clock.skewUs(3_000_000)).toBe(10 + 100 - 5000 + 200);
  });

  test('adds up steps', () => {
    const clock = new PhysicalClock({ skewUs: 0, driftPpm: 0 });
    clock.step(100, 30);
    clock.step(200, -70);
    expect(clock.read(1000)).toBe(960);
  });

  test('forgets error and drift when it is synchronized, and drifts anew', () => {
    const clock = new PhysicalClock({ skewUs: 90_000, driftPpm: 1000 });
    clock.synchronize(5_000_000, -3);
    expect(clock.skewUs(5_000_000)).toBe(-3);
    expect(clock.skewUs(6_000_000)).toBe(997);
  });

  test('finds the first moment at which it reads so much', () => {
    const anyDrift = fc.integer({ min: -500_000, max: 500_000 });
    const ahead = fc.integer({ min: -(10 ** 6), max: 10 ** 9 });
    fc.assert(
      fc.property(time, error, anyDrift, time, ahead, (atUs, errorUs, driftPpm, later, by) => {
        const clock = new PhysicalClock({ skewUs: 0, driftPpm });
        clock.synchronize(atUs, errorUs);
        const nowUs = atUs + later;
        const readingUs = clock.read(nowUs) + by;
        const found = clock.whenReads(readingUs, nowUs);
        expect(Number.isInteger(found)).toBe(true);
        expect(clock.read(found)).toBeGreaterThanOrEqual(readingUs);
        if (by <= 0) expect(found).toBe(nowUs);
        else expect(clock.read(found - 1)).toBeLessThan(readingUs);
      }),
    );
  });
});
