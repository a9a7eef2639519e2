import { describe, expect, test } from 'vitest';
import type { ScriptedOp, WriteCondition } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { isConditionMet } from '../../../src/sim/world/application.js';
import { ms, read, remove, scenario } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

function put(atMs: number, region: number, value: string, condition: WriteCondition): ScriptedOp {
  return { atUs: atMs * ms, region, client: value, kind: 'write', key: 'x', value, condition };
}

test.each<[WriteCondition, readonly string[], boolean]>([
  [{ kind: 'absent' }, [], true],
  [{ kind: 'absent' }, ['A'], false],
  [{ kind: 'present' }, ['A', 'B'], true],
  [{ kind: 'present' }, [], false],
  [{ kind: 'value', value: 'A' }, ['A'], true],
  [{ kind: 'value', value: 'A' }, ['A', 'B'], false],
  [{ kind: 'value', value: 'A' }, [], false],
])('%o of %o', (condition, values, isMet) => {
  expect(isConditionMet(condition, values)).toBe(isMet);
});

describe('a leader that answers by itself', () => {
  test('refuses what its condition does not allow, and goes by what it holds', () => {
    const run = runTraced(scenario({
      workload: {
        script: [
          put(0, 0, 'A', { kind: 'absent' }),
          put(100, 0, 'B', { kind: 'absent' }),
          put(200, 1, 'C', { kind: 'value', value: 'A' }),
          remove(300 * ms, 0, 'x'),
          put(400, 1, 'D', { kind: 'present' }),
          put(500, 1, 'E', { kind: 'absent' }),
        ],
      },
    }));
    expect(run.all('accept').map(({ value }) => value)).toEqual(['A', 'C', null, 'E']);
    expect(run.all('refuse').map(({ atUs, reason }) => [atUs, reason])).toEqual([
      [100 * ms, 'condition'],
      [400 * ms, 'condition'],
    ]);
    expect(run.report.writes).toMatchObject({ attempted: 6, acknowledged: 4, rejected: 2 });
    expect(run.report.transactions).toBe(null);
  });

  test('and another one that does not know of it yet: both find it met, which no order explains', () => {
    const booked = (secondAtMs: number) => simulate(scenario({
      workload: {
        script: [
          put(0, 0, 'A', { kind: 'absent' }),
          put(secondAtMs, 1, 'B', { kind: 'absent' }),
          read(500 * ms, 0, 'x'),
        ],
      },
    })).report;
    expect(booked(5).writes.acknowledged).toBe(2);
    expect(booked(5).clients.linearizable).toBe('violated');
    // What was written takes 10 ms.
    expect(booked(15).writes.acknowledged).toBe(1);
    expect(booked(15).clients.linearizable).toBe('holds');
  });
});
