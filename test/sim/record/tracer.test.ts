import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import { bothWays, ms, read, remove, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

describe('a trace', () => {
  test('tells in names what happened to each write', () => {
    const { events } = runTraced(
      scenario({
        durationUs: 30 * ms,
        regions: [{ name: 'tokyo', clock: { skewUs: 7 } }, 'paris'],
        workload: { script: [write(ms, 0, 'cart', 'milk'), remove(2 * ms, 0, 'cart')] },
      }),
    );
    expect(events.filter(({ kind }) => kind === 'accept')).toEqual([
      {
        ...{ kind: 'accept', atUs: ms, replica: 'tokyo', write: 0, key: 'cart', value: 'milk' },
        ...{ client: 'client of 0', stamp: ms + 7, holds: [0], sentAtUs: ms },
      },
      {
        ...{ kind: 'accept', atUs: 2 * ms, replica: 'tokyo', write: 1, key: 'cart', value: null },
        ...{ client: 'client of 0', stamp: 2 * ms + 7, holds: [1], sentAtUs: 2 * ms },
      },
    ]);
    expect(events.filter(({ kind }) => kind === 'apply')).toEqual([
      applied({ atUs: 11 * ms, write: 0, held: [], holds: [0] }),
      applied({ atUs: 12 * ms, write: 1, held: [0], holds: [1] }),
    ]);
  });

  test('names the held writes that the detector calls concurrent', () => {
    const { all } = runTraced(
      scenario({ workload: { script: [write(0, 0, 'x', 'A'), write(ms, 1, 'x', 'B')] } }),
    );
    expect(all('apply')).toMatchObject([
      { replica: 'b', write: 0, outcome: 'discarded', held: [1], holds: [1], conflictsWith: [1] },
      { replica: 'a', write: 1, outcome: 'stored', held: [0], holds: [1], conflictsWith: [0] },
    ]);
  });

  test('tells of reads, of refusals and of every fault', () => {
    const { events } = runTraced(
      scenario({
        durationUs: 100 * ms,
        regions: ['a', 'b', 'c'],
        workload: {
          script: [write(0, 0, 'x', 'A'), read(ms, 0, 'x'), read(25 * ms, 1, 'x')],
        },
        faults: [
          { kind: 'crash', atUs: 20 * ms, untilUs: 30 * ms, region: 1 },
          { kind: 'partition', atUs: 40 * ms, untilUs: 50 * ms, cuts: bothWays([0, 1]) },
          { kind: 'clock-step', atUs: 60 * ms, region: 0, byUs: -5 },
          { kind: 'leave', atUs: 70 * ms, region: 2, bridges: [] },
        ],
      }),
    );
    const others = new Set(['accept', 'acknowledge', 'send', 'receive', 'apply']);
    expect(events.filter(({ kind }) => !others.has(kind))).toEqual([
      {
        ...{ kind: 'read', atUs: ms, replica: 'a', key: 'x', client: 'client of 0' },
        ...{ returned: [0], sentAtUs: ms },
      },
      { kind: 'crash', atUs: 20 * ms, replica: 'b' },
      {
        ...{ kind: 'refuse', atUs: 25 * ms, replica: 'b', operation: 'read', key: 'x' },
        reason: 'unavailable',
      },
      { kind: 'restart', atUs: 30 * ms, replica: 'b' },
      { kind: 'cut', atUs: 40 * ms, from: 'a', to: 'b' },
      { kind: 'cut', atUs: 40 * ms, from: 'b', to: 'a' },
      { kind: 'heal', atUs: 50 * ms, from: 'a', to: 'b' },
      { kind: 'heal', atUs: 50 * ms, from: 'b', to: 'a' },
      { kind: 'clock-step', atUs: 60 * ms, replica: 'a', byUs: -5 },
      { kind: 'leave', atUs: 70 * ms, replica: 'c' },
    ]);
  });
});

function applied(change: {
  readonly atUs: number;
  readonly write: number;
  readonly held: readonly number[];
  readonly holds: readonly number[];
}): TraceEvent {
  const place = { replica: 'paris', key: 'cart', from: 'tokyo' } as const;
  return { kind: 'apply', ...place, outcome: 'stored', conflictsWith: [], ...change };
}
