import { describe, expect, test } from 'vitest';
import { Alarms } from '../../../../src/sim/replication/single-leader/alarm.js';

function watch(): { alarms: Alarms; timers: number[] } {
  const timers: number[] = [];
  return { timers, alarms: new Alarms((_, atUs) => timers.push(atUs)) };
}

describe('an alarm', () => {
  test('that is put off costs one timer for each time it would have gone off', () => {
    const { alarms, timers } = watch();
    for (let nowUs = 0; nowUs < 1_000; nowUs += 10) alarms.set('election', nowUs + 500);
    expect(timers).toEqual([500]);
    expect(alarms.goOff('election', 500)).toBe(false);
    expect(timers).toEqual([500, 1_490]);
    expect(alarms.goOff('election', 1_490)).toBe(true);
    expect(alarms.isSet('election')).toBe(false);
  });

  test('that is brought forward goes off at its new time, and not again at the old one', () => {
    const { alarms, timers } = watch();
    alarms.set('flush', 100);
    alarms.set('flush', 50);
    expect(timers).toEqual([100, 50]);
    expect(alarms.goOff('flush', 50)).toBe(true);
    expect(alarms.goOff('flush', 100)).toBe(false);
  });

  test('counts when it goes off late', () => {
    const { alarms } = watch();
    alarms.set('batch', 10);
    expect(alarms.goOff('batch', 900)).toBe(true);
  });

  test('that is cleared, or was set before a crash, does nothing', () => {
    const { alarms, timers } = watch();
    alarms.set('sync', 10);
    alarms.clear('sync');
    expect(alarms.goOff('sync', 10)).toBe(false);
    alarms.set('sync', 30);
    alarms.clearAll();
    expect(alarms.goOff('sync', 30)).toBe(false);
    alarms.set('sync', 60);
    expect(timers).toEqual([10, 30, 60]);
  });

  test('keeps a deadline that stands where that is asked for', () => {
    const { alarms } = watch();
    alarms.setUnlessSet('batch', 10);
    alarms.setUnlessSet('batch', 20);
    expect(alarms.goOff('batch', 10)).toBe(true);
  });
});
