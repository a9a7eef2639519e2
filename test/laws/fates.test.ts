/** The books must balance: every request has one end, and every acknowledged write one fate. */
import { beforeAll, describe, expect, test } from 'vitest';
import { simulate } from '../../src/sim/simulate.js';
import type { Run } from '../../src/sim/simulate.js';
import { randomScenario } from '../support/random-scenario.js';

const runs: Run[] = [];

beforeAll(() => {
  for (let n = 0; n < 500; n++) runs.push(simulate(randomScenario(2000 + n)));
}, 120_000);

describe('in five hundred random runs', () => {
  test('the fates sum to the acknowledgements', () => {
    for (const { report } of runs) {
      const { visible, superseded, merged, lost, pending } = report.fates;
      const sum = visible + superseded + merged + lost + pending;
      expect(sum, report.scenario).toBe(report.writes.acknowledged);
    }
  });

  test('every attempt ended in one way', () => {
    for (const { report } of runs) {
      const { attempted, acknowledged, indeterminate, rejected, unavailable } = report.writes;
      const sum = acknowledged + indeterminate + rejected + unavailable;
      expect(sum, report.scenario).toBe(attempted);
      const { availability, count } = report.clients.write;
      expect(count, report.scenario).toBe(acknowledged);
      expect(availability).toBe(attempted === 0 ? null : acknowledged / attempted);
    }
  });

  test('every lost write has one cause and is listed once, in order', () => {
    for (const { report, lostWrites } of runs) {
      const { total, everywhere, byCause } = report.lostWrites;
      const ids = lostWrites.map(({ write }) => write);
      expect(total, report.scenario).toBe(report.fates.lost);
      expect(Object.values(byCause).reduce((x, y) => x + y, 0)).toBe(total);
      expect(ids).toEqual([...new Set(ids)].sort((x, y) => x - y));
      expect(ids.length).toBe(total);
      expect(lostWrites.filter((lost) => lost.everywhere).length).toBe(everywhere);
      for (const [cause, count] of Object.entries(byCause)) {
        expect(lostWrites.filter((lost) => lost.cause === cause).length).toBe(count);
      }
    }
  });

  test('conflicts stay within the concurrent pairs, and detections within meetings', () => {
    for (const { report } of runs) {
      const { distinct, concurrentPairs, meetings, detected, missed } = report.conflicts;
      expect(distinct, report.scenario).toBeLessThanOrEqual(Math.min(concurrentPairs, meetings));
      expect(detected + missed, report.scenario).toBe(meetings);
    }
  });

  test('a settled run with everybody in reach leaves nothing pending', () => {
    const known = runs.filter(({ report }) => report.convergence.verdict !== 'unknown');
    expect(known.length).toBeGreaterThan(300);
    for (const { report } of known) expect(report.fates.pending, report.scenario).toBe(0);
  });

  test('every fate and every kind of ending occurs', () => {
    for (const fate of ['visible', 'superseded', 'merged', 'lost', 'pending'] as const) {
      expect(runs.some(({ report }) => report.fates[fate] > 0), fate).toBe(true);
    }
    for (const end of ['acknowledged', 'indeterminate', 'unavailable'] as const) {
      expect(runs.some(({ report }) => report.writes[end] > 0), end).toBe(true);
    }
  });
});
