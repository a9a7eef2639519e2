/** The published sibling explosion, write by write; and what a replica does with contexts. */
import { describe, expect, test } from 'vitest';
import type { ConflictRules, ScriptedOp } from '../../../src/sim/scenario.js';
import { bothWays, ms, read, remove, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

/** Every 10 ms: v1 by alice, v2 by the other one, v3 by alice, …; alice reads after each of hers. */
function alternate(isBlind: boolean): readonly ScriptedOp[] {
  return Array.from({ length: 101 }, (_, i) => {
    const isAlice = i % 2 === 0;
    const client = isAlice ? 'alice' : 'bob';
    const put = { ...write(i * 10 * ms, 0, 'x', `v${i + 1}`), client };
    const get = { ...read(i * 10 * ms + 5 * ms, 0, 'x'), client };
    if (!isAlice && isBlind) return [{ ...put, context: 'none' as const }];
    return [{ ...put, context: 'read' as const }, get];
  }).flat();
}

function explode(detect: ConflictRules['detect'], isBlind: boolean) {
  const run = runTraced(
    scenario({
      regions: ['riak'],
      durationUs: 2_000 * ms,
      conflicts: { detect, resolve: 'siblings' },
      workload: { script: alternate(isBlind) },
    }),
  );
  const siblings = run.all('accept').map(({ holds }) => holds.length);
  const values = run.report.finalValues[0]?.replicas[0]?.values ?? [];
  return { siblings, values, report: run.report };
}

// ricardobcl/Dotted-Version-Vectors, README, "Real World with Riak": sib:run1 and sib:run2.
describe('101 writes at one server', () => {
  test.each([
    ['a client and blind writers', true],
    ['two clients that read', false],
  ])('by %s pile up under one vector for the object', (_who, isBlind) => {
    const { siblings } = explode('version-vector', isBlind);
    expect(siblings).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
  });

  test('by a client and blind writers leave two siblings with dots', () => {
    const { siblings, values } = explode('dotted-version-vector', true);
    expect(siblings.slice(0, 11)).toEqual([1, 2, 2, 3, 2, 3, 2, 3, 2, 3, 2]);
    expect(siblings.at(-1)).toBe(2);
    expect(values).toEqual(['v100', 'v101']);
  });

  test('by two clients that read leave two siblings with dots', () => {
    const { siblings, values, report } = explode('dotted-version-vector', false);
    expect(siblings.slice(0, 11)).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
    expect(values).toEqual(['v100', 'v101']);
    expect(report.siblings).toMatchObject({ most: 2, mostAtRead: 2 });
    expect(report.fates).toMatchObject({ superseded: 99, merged: 2, lost: 0 });
  });
});

const dotted = { detect: 'dotted-version-vector', resolve: 'siblings' } as const;

test('a write made from what was read elsewhere is merged like one that another replica sent', () => {
  const alice = { client: 'alice', context: 'read' } as const;
  const run = runTraced(
    scenario({
      conflicts: dotted,
      workload: {
        script: [
          write(0, 0, 'x', 'A'),
          { ...read(50 * ms, 0, 'x'), client: 'alice' },
          // The link is cut by now: b has A, and B that alice never saw.
          write(100 * ms, 1, 'x', 'B'),
          { ...write(200 * ms, 1, 'x', 'C'), ...alice },
        ],
      },
      faults: [{ kind: 'partition', atUs: 60 * ms, untilUs: 500 * ms, cuts: bothWays([0, 1]) }],
    }),
  );
  const [, , last] = run.all('accept');
  expect(last).toMatchObject({ context: 'read', saw: [0], holds: [1, 2], conflictsWith: [1] });
  expect(last?.clock).toEqual({ a: 1, b: 2 });
  expect(run.report.conflicts).toMatchObject({ distinct: 1, concurrentPairs: 1, falseAlarms: 0 });
  expect(run.report.fates).toMatchObject({ superseded: 1, merged: 2 });
  expect(run.report.convergence.converged).toBe(true);
});

test('a blind delete stands beside what it did not see', () => {
  const blind = { ...remove(100 * ms, 0, 'x'), context: 'none' } as const;
  const script = [write(0, 0, 'x', 'A'), blind];
  const { report } = runTraced(scenario({ conflicts: dotted, workload: { script } }));
  expect(report.finalValues[0]?.replicas.map(({ values }) => values)).toEqual([['A'], ['A']]);
  expect(report.fates).toMatchObject({ merged: 2 });
  expect(report.conflicts.distinct).toBe(1);
});

test('a write counts as known where something that knew of it came first, and lag says so', () => {
  const script = [
    write(0, 0, 'x', 'A'),
    { ...read(ms, 0, 'x'), client: 'alice' },
    // b does not know A yet when a write comes that does.
    { ...write(2 * ms, 1, 'x', 'B'), client: 'alice', context: 'read' },
  ] as const;
  const run = runTraced(scenario({ conflicts: dotted, workload: { script } }));
  const [late] = run.all('apply').filter(({ replica }) => replica === 'b');
  expect(late).toMatchObject({ write: 0, outcome: 'known', holds: [1] });
  const lag = run.report.lag.byReplica.find(({ to }) => to === 'b');
  expect(lag).toMatchObject({ count: 1, maxMs: 2 });
  expect(run.report.fates).toMatchObject({ superseded: 1, visible: 1 });
});
