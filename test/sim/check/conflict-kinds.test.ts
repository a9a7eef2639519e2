import { describe, expect, test } from 'vitest';
import { conflictKinds, pairKinds } from '../../../src/sim/base/write-kind.js';
import {
  countConflictKinds,
  kindOfConflict,
  kindOfWrite,
  mostClassedConflicts,
  type ClassedWrites,
} from '../../../src/sim/check/conflict-kinds.js';
import { simulate } from '../../../src/sim/simulate.js';
import { bothWays, ms, remove, scenario, write } from '../../support/scenario.js';
import type { Scenario, ScriptedOp } from '../../../src/sim/scenario.js';

/** Write 0 inserts, 1 updates it, 2 deletes that, 3 inserts anew, 4 increments, 5 follows 2 and 3. */
const writes: ClassedWrites = {
  isDelete: (op) => op === 2,
  changeOf: (op) => (op === 4 ? 'increment' : null),
  parentsOf: (op) => [[], [0], [1], [2], [], [2, 3]][op] ?? [],
};

describe('a write', () => {
  test('inserts over nothing and over deletes, and updates where a record is among what was seen', () => {
    const kinds = [0, 1, 2, 3, 4, 5].map((op) => kindOfWrite(writes, op));
    expect(kinds).toEqual(['insert', 'update', 'delete', 'insert', 'increment', 'update']);
  });
});

describe('a conflict', () => {
  test('has one kind, whichever write comes first', () => {
    expect(kindOfConflict(writes, 2, 1)).toBe('update-delete');
    expect(kindOfConflict(writes, 1, 2)).toBe('update-delete');
    expect(pairKinds('remove', 'add')).toBe('add-remove');
    expect(new Set(conflictKinds).size).toBe(21);
  });

  test('is counted by kind, and kinds that do not occur are left out', () => {
    const pairs = [[0, 3], [1, 2], [2, 5]] as const;
    const found = countConflictKinds(writes, {
      size: pairs.length,
      forEach: (visit) => { for (const [x, y] of pairs) visit(x, y); },
    });
    expect(found).toEqual({ 'insert-insert': 1, 'update-delete': 2 });
  });

  test('is only counted where there are too many', () => {
    const tooMany = {
      size: mostClassedConflicts + 1,
      forEach: () => { throw new Error('nobody looks at each'); },
    };
    expect(countConflictKinds(writes, tooMany)).toBe(null);
  });
});

describe('of two clients who do not see each other', () => {
  test.each<readonly [string, ScriptedOp, ScriptedOp]>([
    ['update-update', write(2000 * ms, 0, 'x', 'B'), write(2000 * ms, 1, 'x', 'C')],
    ['update-delete', write(2000 * ms, 0, 'x', 'B'), remove(2000 * ms, 1, 'x')],
    ['delete-delete', remove(2000 * ms, 0, 'x'), remove(2000 * ms, 1, 'x')],
    ['insert-insert', write(2000 * ms, 0, 'y', 'B'), write(2000 * ms, 1, 'y', 'C')],
    ['insert-delete', write(2000 * ms, 0, 'y', 'B'), remove(2000 * ms, 1, 'y')],
    ['increment-increment', increment(0), increment(1)],
    ['increment-delete', increment(0), remove(2000 * ms, 1, 'x')],
    ['update-increment', increment(0), write(2000 * ms, 1, 'x', '7')],
  ])('%s', (kind, first, second) => {
    const { conflicts } = simulate(meeting(first, second)).report;
    expect(conflicts).toMatchObject({ distinct: 1, byKind: { [kind]: 1 } });
    expect(Object.keys(conflicts.byKind ?? {})).toEqual([kind]);
  });
});

function increment(region: number): ScriptedOp {
  const change = { kind: 'increment', by: 1 } as const;
  return { atUs: 2000 * ms, region, client: 'c', kind: 'increment', key: 'x', value: null, change };
}

function meeting(first: ScriptedOp, second: ScriptedOp): Scenario {
  return scenario({
    durationUs: 3000 * ms,
    workload: { script: [write(0, 0, 'x', '1'), first, second] },
    faults: [{ kind: 'partition', atUs: 1000 * ms, untilUs: 3000 * ms, cuts: bothWays([0, 1]) }],
  });
}
