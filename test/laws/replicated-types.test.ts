/** What replicated types promise, kept by the engine under faults, datagrams and repairs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationsOfTypes } from '../../src/sim/base/operation-kind.js';
import type { ReplicatedTypeName } from '../../src/sim/scenario.js';
import { replicatedTypeNamed } from '../../src/sim/resolution/replicated-types.js';
import { NaiveOrSet } from '../model/naive-or-set.js';
import type { ToldHistory } from '../support/told-history.js';
import { numberOf, runTyped, type TypedRun } from '../support/typed-run.js';

const typeNames: readonly ReplicatedTypeName[] = [
  'g-counter', 'pn-counter', 'lww-register', 'mv-register', 'g-set', 'two-phase-set',
  'lww-element-set', 'lww-element-set-remove-bias', 'or-set', 'cart-union',
  'or-map', 'or-map-lww', 'field-wise', 'revision-tree', 'text-sequence',
  'completeness',
];

const runsEach = 60;

describe.each(typeNames)('in random runs of %s', (type) => {
  const runs: TypedRun[] = [];

  beforeAll(() => {
    for (let n = 0; n < runsEach; n++) runs.push(runTyped(n, type));
  }, 60_000);

  // Whole worlds: those of all types at once would keep the garbage collector busy.
  afterAll(() => {
    runs.length = 0;
  });

  test('replicas that were told of the same hold the same', () => {
    let compared = 0;
    for (const { world, history, keys } of runs) {
      for (const key of keys) {
        const groups = new Map<string, string>();
        world.replicas.forEach(({ replicated }, replica) => {
          const number = numberOf(world, key);
          const told = listTold(history, world.replicaNames[replica], key).join();
          const value = JSON.stringify([replicated?.read(number), replicated?.supportOf(number)]);
          if (groups.has(told)) compared++;
          expect(groups.get(told) ?? value, `${world.scenario.name} ${key}`).toBe(value);
          groups.set(told, value);
        });
      }
    }
    expect(compared).toBeGreaterThan(runsEach);
  });

  test('every acknowledged write has one fate', () => {
    for (const { report } of runs) {
      const { visible, superseded, merged, lost, pending } = report.fates;
      const sum = visible + superseded + merged + lost + pending;
      expect(sum, report.scenario).toBe(report.writes.acknowledged);
      const causes = Object.values(report.lostWrites.byCause).reduce((x, y) => x + y, 0);
      expect(causes, report.scenario).toBe(lost);
    }
  });

  test('who was told of everything holds the same, and knows it', () => {
    const complete = runs.filter(isComplete);
    expect(complete.length).toBeGreaterThan(runsEach / 4);
    for (const { report } of complete) expect(report.convergence.divergentKeys).toBe(0);
  });
});

test.each(['g-counter', 'pn-counter', 'g-set', 'mv-register', 'revision-tree', 'text-sequence'] as const)(
  'where everything is delivered, %s loses nothing',
  (type) => {
    const complete = Array.from({ length: runsEach }, (_, n) => runTyped(1000 + n, type)).filter(isComplete);
    expect(complete.length).toBeGreaterThan(runsEach / 4);
    for (const { report } of complete) expect(report.fates.lost, report.scenario).toBe(0);
  },
);

test.each(['g-counter', 'pn-counter'] as const)(
  'a %s is the sum of the acknowledged increments that were not lost',
  (type) => {
    let compared = 0;
    for (let n = 0; n < 2 * runsEach; n++) {
      const { world, report, history, lost, keys } = runTyped(2000 + n, type);
      const { verdict } = report.convergence;
      const { total, everywhere } = report.lostWrites;
      if (verdict !== 'holds' || report.writes.indeterminate > 0 || total !== everywhere) continue;
      compared++;
      const survivor = world.replicas.findIndex((_, replica) => world.isSurvivor(replica));
      for (const key of keys) {
        const increments = [...history.writes.values()].filter(
          (write) => write.key === key && history.acknowledged.has(write.id) && !lost.has(write.id),
        );
        const sum = increments.reduce((total, { value }) => total + Number(value), 0);
        const { replicated } = world.replicas[survivor];
        const [value = '0'] = replicated?.read(numberOf(world, key)) ?? [];
        expect(Number(value), `${report.scenario} ${key}`).toBe(sum);
      }
    }
    expect(compared).toBeGreaterThan(runsEach / 2);
  },
);

test('an or-set holds what its definition says, everywhere, and loses what that gives up', () => {
  let judged = 0;
  let losing = 0;
  for (let n = 0; n < 2 * runsEach; n++) {
    const { world, report, history, lost, keys } = runTyped(3000 + n, 'or-set');
    const naive = new NaiveOrSet(history);
    const survivors = world.replicaNames.filter((_, replica) => world.isSurvivor(replica));
    world.replicas.forEach(({ replicated }, replica) => {
      const told = history.toldAt(world.replicaNames[replica]);
      for (const key of keys) {
        const found = replicated?.read(numberOf(world, key)) ?? [];
        expect(found, `${report.scenario} ${key}`).toEqual(naive.read(told, key));
      }
    });
    if (report.convergence.verdict === 'unknown') continue;
    judged++;
    const reflected = survivors.map((replica) =>
      keys.map((key) => naive.reflected(history.toldAt(replica), key)),
    );
    const expected = [...history.acknowledged].filter((id) =>
      reflected.some((byKey) => !byKey.some((ids) => ids.has(id))),
    );
    expect([...lost], report.scenario).toEqual(expected.sort((x, y) => x - y));
    if (lost.size > 0) losing++;
  }
  expect(judged).toBeGreaterThan(runsEach);
  expect(losing).toBeGreaterThan(10);
});

test('what the types take is what the scenarios say they take', () => {
  const names = [...typeNames, 'text-ot', 'text-naive'] as const;
  expect(Object.keys(operationsOfTypes).sort()).toEqual([...names].sort());
  for (const name of names) {
    const { accepts } = replicatedTypeNamed(name);
    // What a register does not take as it is, the application writes out as a whole value.
    const isRegister = name === 'completeness';
    expect(isRegister ? accepts : operationsOfTypes[name], name).toEqual(
      isRegister ? ['write', 'delete'] : accepts,
    );
  }
});

function isComplete({ world, history }: TypedRun): boolean {
  return world.replicaNames.every((replica, index) => {
    return !world.isSurvivor(index) || history.toldAt(replica).size === history.writes.size;
  });
}

function listTold(history: ToldHistory, replica: string, key: string): readonly number[] {
  const ofKey = [...history.toldAt(replica)].filter((id) => history.writes.get(id)?.key === key);
  return ofKey.sort((x, y) => x - y);
}
