import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedParameters } from '../../../src/scenarios/sizing/parameters.js';
import { sizeOf } from '../../../src/scenarios/sizing/sizing.js';

const gib = 1024 ** 3;

describe('the published example', () => {
  const { bandwidth, backlog, drain } = sizeOf(publishedParameters);

  test('needs 586 Mibit/s, which are 614 Mbit/s, and 1.43 Gibit/s with headroom', () => {
    expect(bandwidth.linkBps).toBe(614_400_000);
    expect((bandwidth.linkBps / 1024 ** 2).toFixed(0)).toBe('586');
    expect((bandwidth.provisionedBps / gib).toFixed(2)).toBe('1.43');
    // What was published divides by 1,000 once.
    expect((bandwidth.provisionedBps / 1024 ** 2 / 1000).toFixed(2)).toBe('1.46');
  });

  test('queues 90,000,000 writes, 128.7 GiB, in 160.9 GiB of disk', () => {
    expect(backlog.writes).toBe(90_000_000);
    expect((backlog.bytes / gib).toFixed(1)).toBe('128.7');
    expect((backlog.diskBytes / gib).toFixed(1)).toBe('160.9');
  });

  test('drains in 720 s with writes stopped, in 1,200 s with them going on', () => {
    expect([drain.stoppedUs, drain.goingOnUs]).toEqual([720e6, 1200e6]);
  });
});

test('10,000 writes of 1 KB to three peers are 30 MB/s, 2.59 TB a day', () => {
  const sizing = sizeOf({
    ...publishedParameters, writesPerS: 10_000, payloadBytes: 1000, metadataBytes: 0, regions: 4, headroom: 1,
  });
  expect(sizing.bandwidth.leaderBps / 8).toBe(30e6);
  expect((sizing.sentPerDayBytes / 1e12).toFixed(2)).toBe('2.59');
  expect(sizing.drain).toEqual({ stoppedUs: 1800e6, goingOnUs: null });
});

test('a queue drops its peer when 80 % of it are full, or never', () => {
  const half = sizeOf({ ...publishedParameters, queueBytes: (90_000_000 * 1536) / 2 });
  expect(half.backlog.fullAfterUs).toBeCloseTo(0.8 * 900e6);
  expect(half.backlog.isDropped).toBe(true);
  const enough = sizeOf({ ...publishedParameters, queueBytes: sizeOf(publishedParameters).backlog.diskBytes + 1 });
  expect(enough.backlog.isDropped).toBe(false);
});

describe('laws', () => {
  const parameters = fc.record({
    writesPerS: fc.integer({ min: 1, max: 1_000_000 }),
    headroom: fc.double({ min: 1.01, max: 10, noNaN: true }),
    partitionUs: fc.integer({ min: 1_000_000, max: 1e10 }),
    regions: fc.integer({ min: 2, max: 9 }),
  }).map((some) => ({ ...publishedParameters, ...some, othersPerS: some.writesPerS }));

  test('scaled rates scale bandwidth and backlog, and leave times as they are', () => {
    fc.assert(fc.property(parameters, fc.integer({ min: 2, max: 1000 }), (given, factor) => {
      const [small, large] = [given, {
        ...given, writesPerS: given.writesPerS * factor, othersPerS: given.othersPerS * factor,
      }].map(sizeOf);
      expect(large?.bandwidth.allBps).toBeCloseTo((small?.bandwidth.allBps ?? 0) * factor, 0);
      expect((large?.backlog.bytes ?? 0) / ((small?.backlog.bytes ?? 1) * factor)).toBeCloseTo(1, 9);
      expect(large?.drain).toEqual(small?.drain);
    }));
  });

  test('a drain with writes going on sends what waited and what came meanwhile', () => {
    fc.assert(fc.property(parameters, (given) => {
      const { backlog, drain: { goingOnUs, stoppedUs }, bandwidth, writeBytes } = sizeOf(given);
      const sentBytes = (bandwidth.provisionedBps / 8) * ((goingOnUs ?? 0) / 1e6);
      const cameBytes = given.writesPerS * writeBytes * ((goingOnUs ?? 0) / 1e6);
      expect(sentBytes / (backlog.bytes + cameBytes)).toBeCloseTo(1, 6);
      expect(((bandwidth.provisionedBps / 8) * stoppedUs) / 1e6 / backlog.bytes).toBeCloseTo(1, 6);
    }));
  });

  test('all links carry what the leaders send, each to all of its peers', () => {
    fc.assert(fc.property(parameters, (given) => {
      const { leaderBps, allBps } = sizeOf(given).bandwidth;
      expect(allBps / (leaderBps * given.regions)).toBeCloseTo(1, 9);
    }));
  });
});
