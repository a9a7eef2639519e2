import { describe, expect, test } from 'vitest';
import type {
  Fault,
  ReplicatedTypeName,
  ScriptedOp,
  ValueChange,
} from '../../../src/sim/scenario.js';
import {
  bothWays,
  connect,
  link,
  ms,
  read,
  scenario,
  write,
  type ScenarioSketch,
} from '../../support/scenario.js';
import { runTraced, type TracedRun } from '../../support/traced-run.js';

describe('a write of a replicated type', () => {
  test('is an operation in words, and holds all that the value reflects', () => {
    const run = play('pn-counter', [increment(0, 0, 5), increment(50 * ms, 1, -7)]);
    expect(run.all('accept')).toMatchObject([
      { value: '+5', isChange: true, holds: [0] },
      { value: '-7', isChange: true, holds: [0, 1] },
    ]);
    expect(valuesOf(run)).toEqual([['-2'], ['-2']]);
  });

  test('that meets concurrent ones is a conflict that the type resolves', () => {
    const run = play('pn-counter', [increment(0, 0, 1), increment(0, 1, 1), increment(1, 1, 1)]);
    expect(run.report.conflicts).toMatchObject({
      distinct: 2, concurrentPairs: 2, meetings: 4, detected: 4, missed: 0, falseAlarms: 0,
      resolvedBy: { 'pn-counter': 4 },
    });
    expect(run.report.fates).toMatchObject({ merged: 3, lost: 0 });
  });

  test('that never came is missing, though one that knew of it came, until records are compared', () => {
    // Vectors say that b knows of the milk; what is sent while the loss lasts never comes.
    const loss: Fault = { kind: 'loss', atUs: 0, untilUs: 5 * ms, loss: 1, links: [[0, 1]] };
    const script = [add(0, 0, 'milk'), add(10 * ms, 0, 'eggs')];
    const topology = connect('mesh', 2, { transport: 'datagram' });
    const lossy = play('or-set', script, { topology, faults: [loss] });
    expect(valuesOf(lossy)).toEqual([['eggs', 'milk'], ['eggs']]);
    expect(lossy.report.convergence).toMatchObject({ verdict: 'violated', divergentKeys: 1 });
    expect(lossy.lostWrites).toMatchObject([{ write: 0, cause: 'queue', everywhere: false }]);
    const antiEntropy = { kind: 'merkle', everyUs: 100 * ms, keysPerLeaf: 1 } as const;
    const repaired = play('or-set', script, { topology, faults: [loss], replication: { antiEntropy } });
    expect(valuesOf(repaired)).toEqual([['eggs', 'milk'], ['eggs', 'milk']]);
    expect(repaired.report.fates).toMatchObject({ merged: 2, lost: 0 });
  });

  test('is lost where another one undid its effect without having seen it', () => {
    const script = [add(0, 0, 'milk'), remove(50 * ms, 0, 'milk'), add(50 * ms, 1, 'milk')];
    const run = play('or-set', script);
    expect(valuesOf(run)).toEqual([['milk'], ['milk']]);
    expect(run.lostWrites).toMatchObject([{ write: 1, cause: 'resolution', everywhere: true }]);
    expect(run.report.fates).toMatchObject({ superseded: 1, visible: 1, lost: 1 });
  });

  test.each([
    ['lww-element-set', 0, 'resolution'],
    ['lww-element-set', -200 * ms, 'skew'],
    ['lww-element-set-remove-bias', -200 * ms, 'skew'],
    ['two-phase-set', -200 * ms, 'resolution'],
  ] as const)('on %s, by a clock that is off by %i us, is lost by %s', (type, skewUs, cause) => {
    // A remove beats an add by a millisecond; or an add that is later, and whose clock is behind.
    const regions = ['a', { name: 'b', clock: { skewUs } }];
    const isSlow = skewUs < 0;
    const first = remove(100 * ms, isSlow ? 0 : 1, 'milk');
    const script = [first, add(isSlow ? 101 * ms : 99 * ms, isSlow ? 1 : 0, 'milk')];
    const run = play(type, script.toSorted((x, y) => x.atUs - y.atUs), { regions });
    expect(valuesOf(run)).toEqual([[], []]);
    expect(run.lostWrites).toMatchObject([{ cause }]);
  });

  test('of a register is lost by skew where its clock was behind, though it was accepted later', () => {
    const regions = ['a', { name: 'b', clock: { skewUs: -200 * ms } }];
    const script = [write(100 * ms, 0, 'x', 'A'), write(101 * ms, 1, 'x', 'B')];
    const run = play('lww-register', script, { regions });
    expect(valuesOf(run)).toEqual([['A'], ['A']]);
    expect(run.lostWrites).toMatchObject([{ write: 1, cause: 'skew' }]);
  });

  test('on one element says nothing of another one that its author saw', () => {
    // The add of eggs knows the milk; the milk is banned all the same, and lost.
    const script = [add(0, 0, 'milk'), remove(0, 1, 'milk'), add(1, 0, 'eggs')];
    const run = play('two-phase-set', script);
    expect(valuesOf(run)).toEqual([['eggs'], ['eggs']]);
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'resolution' }]);
  });

  test('is gone with the disk that it was on, and another author goes on counting', () => {
    const faults: Fault[] = [
      { kind: 'crash', atUs: 100 * ms, untilUs: 200 * ms, region: 0, disk: 'lost' },
    ];
    const script = [increment(0, 0, 5), increment(300 * ms, 0, 2)];
    const run = play('g-counter', script, { faults });
    expect(valuesOf(run)).toEqual([['2'], ['7']]);
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'disk', everywhere: false }]);
    const antiEntropy = { kind: 'merkle', everyUs: 100 * ms, keysPerLeaf: 1 } as const;
    const repaired = play('g-counter', script, { faults, replication: { antiEntropy } });
    expect(valuesOf(repaired)).toEqual([['7'], ['7']]);
  });
});

describe('a write to several fields', () => {
  const row = (atUs: number, region: number, fields: Readonly<Record<string, string>>): ScriptedOp =>
    change(atUs, region, { kind: 'set', fields });

  test('is lost with any of them, though the others hold', () => {
    const script = [row(0, 0, { a: '1', b: '1' }), row(1, 1, { b: '2' })];
    const run = play('field-wise', script);
    expect(valuesOf(run)).toEqual([['a=1', 'b=2'], ['a=1', 'b=2']]);
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'resolution', everywhere: true }]);
    expect(run.report.fates).toMatchObject({ merged: 1, lost: 1 });
  });

  test('is superseded once each of them was overwritten by somebody who saw it', () => {
    const script = [row(0, 0, { a: '1', b: '1' }), row(50 * ms, 1, { a: '2' }), row(90 * ms, 0, { b: '3' })];
    const run = play('field-wise', script);
    expect(run.report.fates).toMatchObject({ superseded: 1, merged: 2, lost: 0 });
  });

  test('stands alone where it is all of a row', () => {
    const run = play('or-map', [row(0, 0, { a: '1', b: '1' })]);
    expect(run.report.fates).toMatchObject({ visible: 1, merged: 0 });
  });

  test.each([
    ['field-wise', 'skew'],
    ['or-map-lww', 'skew'],
  ] as const)('of %s is lost by %s where a slow clock took one of them', (type, cause) => {
    const regions = ['a', { name: 'b', clock: { skewUs: -200 * ms } }];
    const script = [row(100 * ms, 0, { a: '1', b: '1' }), row(150 * ms, 1, { b: '2', c: '2' })];
    const run = play(type, script, { regions });
    expect(valuesOf(run)).toEqual(Array(2).fill(['a=1', 'b=1', 'c=2']));
    expect(run.lostWrites).toMatchObject([{ write: 1, cause }]);
  });

  test('is pending while some field of it is still on its way', () => {
    const faults: Fault[] = [{ kind: 'partition', atUs: 40 * ms, untilUs: null, cuts: bothWays([0, 1]) }];
    const script = [row(0, 0, { a: '1', b: '1' }), row(50 * ms, 0, { a: '2', c: '2' })];
    const run = play('field-wise', script, { faults });
    expect(run.report.fates).toMatchObject({ merged: 1, pending: 1, lost: 0 });
  });

  test('that removes a row with nothing in it has nothing to lose', () => {
    const script = [{ ...write(0, 0, 'x', ''), kind: 'delete', value: null } as const];
    const run = play('or-map', script);
    expect(run.report.fates).toMatchObject({ superseded: 1, lost: 0 });
  });
});

test('a repaired row has every field of what was lost on the way', () => {
  const loss: Fault = { kind: 'loss', atUs: 0, untilUs: 5 * ms, loss: 1, links: [[0, 1]] };
  const script = [
    change(0, 0, { kind: 'set', fields: { a: '1', b: '1' } }),
    change(10 * ms, 0, { kind: 'set', fields: { a: '2' } }),
  ];
  const topology = connect('mesh', 2, { transport: 'datagram' });
  const lossy = play('or-map', script, { topology, faults: [loss] });
  expect(valuesOf(lossy)).toEqual([['a=2', 'b=1'], ['a=2']]);
  expect(lossy.lostWrites).toMatchObject([{ write: 0, cause: 'queue', everywhere: false }]);
  const antiEntropy = { kind: 'merkle', everyUs: 100 * ms, keysPerLeaf: 1 } as const;
  const repaired = play('or-map', script, { topology, faults: [loss], replication: { antiEntropy } });
  expect(valuesOf(repaired)).toEqual([['a=2', 'b=1'], ['a=2', 'b=1']]);
});

test('a document shows its conflicts to those who ask, in reads and in the end', () => {
  const script = [write(0, 0, 'x', 'red'), write(0, 1, 'x', 'blue'), read(50 * ms, 1, 'x')];
  const { report } = play('revision-tree', script);
  const [seen] = report.scriptedReads;
  expect([...(seen?.values ?? []), ...(seen?.conflicts ?? [])].sort()).toEqual(['blue', 'red']);
  expect(report.finalValues[0]?.replicas.map(({ conflicts }) => conflicts)).toEqual(
    Array(2).fill(seen?.conflicts),
  );
  expect(report.fates).toMatchObject({ merged: 2, lost: 0 });
});

test('a scripted read returns what the type makes of its state', () => {
  const run = play('g-set', [add(0, 0, 'b'), add(0, 1, 'a'), read(50 * ms, 1, 'x')]);
  expect(run.report.scriptedReads).toMatchObject([{ key: 'x', values: ['a', 'b'] }]);
});

test('a star passes deltas on through its hub', () => {
  const topology = connect('star', 3);
  const run = play('pn-counter', [increment(0, 1, 1), increment(0, 2, 1)], {
    regions: ['hub', 'b', 'c'],
    topology,
  });
  expect(valuesOf(run)).toEqual([['2'], ['2'], ['2']]);
});

test('a cut that heals loses nothing', () => {
  const cuts = bothWays([0, 1]);
  const faults: Fault[] = [{ kind: 'partition', atUs: 0, untilUs: 500 * ms, cuts }];
  const topology = { kind: 'links', forward: false, links: [link(0, 1), link(1, 0)] } as const;
  const run = play('g-counter', [increment(ms, 0, 1), increment(ms, 1, 1)], { faults, topology });
  expect(valuesOf(run)).toEqual([['2'], ['2']]);
});

function play(
  resolve: ReplicatedTypeName,
  script: readonly ScriptedOp[],
  sketch: ScenarioSketch = {},
): TracedRun {
  return runTraced(scenario({ ...sketch, conflicts: { resolve }, workload: { script } }));
}

function valuesOf({ report }: TracedRun): readonly (readonly string[])[] {
  return report.finalValues.flatMap(({ replicas }) => replicas.map(({ values }) => values));
}

function change(atUs: number, region: number, what: ValueChange): ScriptedOp {
  const client = `client of ${region}`;
  return { atUs, region, client, kind: what.kind, key: 'x', value: null, change: what };
}

function increment(atUs: number, region: number, by: number): ScriptedOp {
  return change(atUs, region, { kind: 'increment', by });
}

function add(atUs: number, region: number, element: string): ScriptedOp {
  return change(atUs, region, { kind: 'add', element });
}

function remove(atUs: number, region: number, element: string): ScriptedOp {
  return change(atUs, region, { kind: 'remove', element });
}
