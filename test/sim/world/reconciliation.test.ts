import { describe, expect, test } from 'vitest';
import type { ConflictRules, Fault } from '../../../src/sim/scenario.js';
import { bothWays, ms, read, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

const dotted = { detect: 'dotted-version-vector', resolve: 'siblings' } as const;
/** Two writes of one moment, 10 ms apart; both leaders hold both from 12 ms on. */
const conflict = [write(0, 0, 'x', '7'), write(2 * ms, 1, 'x', '12')];

function run(rules: Partial<ConflictRules>, script = conflict, faults: readonly Fault[] = []) {
  return runTraced(
    scenario({
      conflicts: { ...dotted, ...rules },
      workload: { script },
      faults,
      settleUs: 20_000 * ms,
    }),
  );
}

describe('a client that reads siblings', () => {
  const atRead = { merge: 'max' } as const;

  test('writes back what it makes of them, knowing what it read', () => {
    const { report, all } = run({ atRead }, [...conflict, read(100 * ms, 1, 'x')]);
    expect(all('accept').at(-1)).toMatchObject({
      value: '12', client: 'client of 1', context: 'read', saw: [0, 1], holds: [2],
    });
    expect(report.siblings).toMatchObject({ mostAtRead: 2, mergedAtRead: 1 });
    expect(report.writes.acknowledged).toBe(3);
    expect(report.fates).toMatchObject({ superseded: 2, visible: 1 });
  });

  test('leaves alone what it found single', () => {
    const { report } = run({ atRead }, [...conflict, read(ms, 0, 'x')]);
    expect(report.siblings).toMatchObject({ most: 2, mostAtRead: 1, mergedAtRead: 0 });
  });

  test('does not replace what came after its read', () => {
    const blind = { ...write(100 * ms, 1, 'x', '99'), context: 'none' } as const;
    const { all } = runTraced(
      scenario({
        regions: [{ name: 'a' }, { name: 'b', clientLatencyUs: 5 * ms }],
        conflicts: { ...dotted, atRead },
        workload: { script: [...conflict, read(96 * ms, 1, 'x'), blind] },
      }),
    );
    // Read at 101, answered at 106, written back at 111; the blind one was accepted at 105.
    expect(all('accept').at(-1)).toMatchObject({ atUs: 111 * ms, value: '12', holds: [2, 3] });
  });
});

describe('a person', () => {
  const person = { afterUs: 1_000 * ms, spreadUs: 0, chooses: 'latest' } as const;

  test('is told when a leader first holds differing siblings, and decides by a write', () => {
    const { all } = run({ person }, [...conflict, write(500 * ms, 0, 'y', 'A')]);
    expect(all('told').map(({ atUs, replica, untilUs }) => [atUs, replica, untilUs])).toEqual([
      [10 * ms, 'b', 1_010 * ms],
      [12 * ms, 'a', 1_012 * ms],
    ]);
    const decided = all('accept').filter(({ client }) => client.startsWith('person'));
    expect(decided[0]).toMatchObject({ atUs: 1_010 * ms, replica: 'b', value: '12', saw: [0, 1] });
  });

  test('does nothing where the siblings are gone by then', () => {
    const { report } = run({ person }, [...conflict, write(500 * ms, 0, 'x', 'A')]);
    expect(report.siblings).toMatchObject({ told: 2, decided: 0 });
    expect(report.writes.acknowledged).toBe(3);
  });

  test('is not told of equal values', () => {
    const same = [write(0, 0, 'x', 'A'), write(2 * ms, 1, 'x', 'A')];
    expect(run({ person }, same).report.siblings).toMatchObject({ most: 2, told: 0 });
  });

  test('is waited for, and named where the run ends before', () => {
    const slow = { ...person, afterUs: 60_000 * ms };
    const { report } = run({ person: slow });
    expect(report.settled).toBe(false);
    expect(report.unsettled).toContain('2 decisions by people');
  });

  test('cannot look while the leader is down', () => {
    const crash: Fault = { kind: 'crash', atUs: 500 * ms, untilUs: 2_000 * ms, region: 1 };
    const { all } = run({ person }, conflict, [crash]);
    const places = all('accept').slice(2).map(({ replica }) => replica);
    expect(places).toEqual(['a']);
  });

  test('may decide otherwise than another one, and then both are asked again', () => {
    const cut: Fault = {
      kind: 'partition', atUs: 100 * ms, untilUs: 3_000 * ms, cuts: bothWays([0, 1]),
    };
    const own = { afterUs: 1_000 * ms, spreadUs: 500 * ms, chooses: 'own' } as const;
    const { report, all } = run({ person: own }, conflict, [cut]);
    const values = all('accept').slice(2, 4).map(({ replica, value }) => [replica, value]);
    expect(values.sort()).toEqual([['a', '7'], ['b', '12']]);
    expect(report.conflicts.distinct).toBe(2);
    expect(report.siblings).toMatchObject({ told: 4, decided: 3 });
    expect(report.settled).toBe(true);
    expect(report.convergence.converged).toBe(true);
  });

  test('takes a time within the spread, the same in every run of a seed', () => {
    const spread = { afterUs: 1_000 * ms, spreadUs: 400 * ms, chooses: 'latest' } as const;
    const delays = (): number[] => run({ person: spread }).all('told').map(({ atUs, untilUs }) => untilUs - atUs);
    expect(delays()).toEqual(delays());
    expect(new Set(delays()).size).toBe(2);
    for (const delay of delays()) {
      expect(delay).toBeGreaterThanOrEqual(600 * ms);
      expect(delay).toBeLessThanOrEqual(1_400 * ms);
    }
  });
});
