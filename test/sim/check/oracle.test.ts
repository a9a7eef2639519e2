import { describe, expect, test } from 'vitest';
import { judgeWrites } from '../../../src/sim/check/oracle.js';
import type { Evidence, Judgement } from '../../../src/sim/check/oracle.js';
import { Ledger } from '../../../src/sim/record/ledger.js';
import type { LossCause } from '../../../src/sim/report.js';
import { versionVectorDetector } from '../../../src/sim/resolution/detectors.js';
import { lastWriteWins } from '../../../src/sim/resolution/registers.js';
import { OpKind, OpLog } from '../../../src/sim/storage/op-log.js';

describe('the fate of a write', () => {
  test('is visible when it is held alone, merged when beside others', () => {
    expect(judge({ parents: [[]], holds: [[0], [0]] }).fates).toMatchObject({ visible: 1 });
    const beside = judge({ parents: [[], []], holds: [[0, 1], [0, 1]] });
    expect(beside.fates).toMatchObject({ merged: 2, visible: 0 });
  });

  test('is merged when it is alone here and beside others there', () => {
    const { fates } = judge({ parents: [[], [0]], holds: [[1], [1]] });
    expect(fates).toMatchObject({ visible: 1, superseded: 1 });
    const mixed = judge({ parents: [[], []], holds: [[0, 1], [0]], due: [[1, 1]] });
    expect(mixed.fates).toMatchObject({ merged: 1, pending: 1 });
  });

  test('is superseded when everybody holds what descends from it, however far', () => {
    const chain = judge({ parents: [[], [0], [1], [2]], holds: [[3], [3]] });
    expect(chain.fates).toEqual({ visible: 1, superseded: 3, merged: 0, lost: 0, pending: 0 });
    const merge = judge({ parents: [[], [], [0, 1]], holds: [[2], [2]] });
    expect(merge.fates).toMatchObject({ visible: 1, superseded: 2 });
  });

  test('is superseded where survivors hold it or a descendant, each its own', () => {
    const { fates } = judge({ parents: [[], [0]], holds: [[0], [1]], due: [[1, 0]] });
    expect(fates).toMatchObject({ visible: 1, pending: 1 });
  });

  test('is lost when a survivor reflects it no more and nothing due can change that', () => {
    const { fates, everywhere, lostWrites } = judge({ parents: [[], []], holds: [[1], [0]] });
    expect(fates).toMatchObject({ lost: 2 });
    expect(everywhere).toBe(0);
    expect(lostWrites.map((lost) => lost.everywhere)).toEqual([false, false]);
  });

  test('is pending while it, or what descends from it, is due wherever it is missing', () => {
    const parents = [[], [0]];
    const holds = [[1], [], []];
    const fatesWith = (due: Scene['due'] & object): object => judge({ parents, holds, due }).fates;
    expect(fatesWith([[1, 1], [1, 2]])).toMatchObject({ pending: 2, lost: 0 });
    expect(fatesWith([[1, 1]])).toMatchObject({ pending: 0, lost: 2 });
    expect(fatesWith([[0, 1], [0, 2]])).toMatchObject({ pending: 1, lost: 1 });
  });

  test('is none without an acknowledgement', () => {
    const { fates } = judge({ parents: [[], [], []], holds: [[2], [2]], unanswered: [0, 2] });
    expect(fates).toEqual({ visible: 0, superseded: 0, merged: 0, lost: 1, pending: 0 });
  });

  test('is judged for more survivors than fit in one word', () => {
    const holds = Array.from({ length: 70 }, (_, i) => (i === 69 ? [] : [0]));
    expect(judge({ parents: [[]], holds }).fates).toMatchObject({ lost: 1 });
    expect(judge({ parents: [[]], holds, due: [[0, 69]] }).fates).toMatchObject({ pending: 1 });
    expect(judge({ parents: [[]], holds: holds.slice(0, 69) }).fates).toMatchObject({ visible: 1 });
  });
});

describe('the cause of a loss', () => {
  const parents = [[], [], [0]];

  test('is the first event at a replica that lacks the write in the end', () => {
    const discards = [
      { op: 0, replica: 0, atUs: 10, cause: 'resolution' },
      { op: 0, replica: 1, atUs: 20, cause: 'skew' },
    ] as const;
    const onBoth = { parents: [[], []], holds: [[1], [1]], discards };
    expect(causesOf(judge(onBoth))).toEqual({ 0: 'resolution' });
    const onlySecond = { ...onBoth, holds: [[0], [1]] };
    expect(causesOf(judge(onlySecond))).toMatchObject({ 0: 'skew' });
  });

  test('of two events at one time is the one that comes first in the list of causes', () => {
    const discards = [
      { op: 0, replica: 0, atUs: 10, cause: 'resolution' },
      { op: 0, replica: 1, atUs: 10, cause: 'queue' },
    ] as const;
    const judged = judge({ parents: [[], []], holds: [[1], [1]], discards, knows: [[1], [1]] });
    expect(causesOf(judged)).toEqual({ 0: 'queue' });
  });

  test('passes from a lost write to all that it had overwritten', () => {
    const discards = [{ op: 2, replica: 0, atUs: 10, cause: 'skew' }] as const;
    const judged = judge({ parents, holds: [[1], [1]], discards });
    expect(causesOf(judged)).toEqual({ 0: 'skew', 2: 'skew' });
  });

  test('passes from the nearest descendant when there are several', () => {
    const family = [[], [], [0], [2], [0]];
    const discards = [
      { op: 3, replica: 0, atUs: 5, cause: 'skew' },
      { op: 4, replica: 0, atUs: 50, cause: 'resolution' },
    ] as const;
    const judged = judge({ parents: family, holds: [[1], [1]], discards });
    expect(causesOf(judged)).toEqual({ 0: 'resolution', 2: 'skew', 3: 'skew', 4: 'resolution' });
  });

  test('is not a copy that was dropped on its way to who got another', () => {
    const discards = [
      { op: 0, replica: 1, atUs: 10, cause: 'queue' },
      { op: 0, replica: 1, atUs: 90, cause: 'resolution' },
    ] as const;
    const scene = { parents: [[], []], holds: [[1], [1]], discards };
    expect(causesOf(judge({ ...scene, knows: [[0, 1], [0, 1]] }))).toEqual({ 0: 'resolution' });
    expect(causesOf(judge({ ...scene, knows: [[0, 1], [1]] }))).toEqual({ 0: 'queue' });
  });

  test('is not a disk that was lost before another copy came', () => {
    const discards = [
      { op: 0, replica: 1, atUs: 10, cause: 'disk' },
      { op: 0, replica: 1, atUs: 90, cause: 'resolution' },
    ] as const;
    const scene = { parents: [[], []], holds: [[1], [1]], discards };
    expect(causesOf(judge({ ...scene, knows: [[0, 1], [0, 1]] }))).toEqual({ 0: 'resolution' });
    expect(causesOf(judge({ ...scene, knows: [[0, 1], [1]] }))).toEqual({ 0: 'disk' });
  });

  test('is a lost disk for all that its last version stood for', () => {
    const discards = [{ op: 2, replica: 1, atUs: 10, cause: 'disk' }] as const;
    const scene = { parents: [[], [0], [1]], holds: [[2], []], knows: [[0, 1, 2], []], discards };
    expect(causesOf(judge(scene))).toEqual({ 0: 'disk', 1: 'disk', 2: 'disk' });
  });

  test('is the disk when nobody knows it any more, and the queue when somebody does', () => {
    const scene = { parents: [[]], holds: [[], []] };
    expect(causesOf(judge({ ...scene, knows: [[], []] }))).toEqual({ 0: 'disk' });
    expect(causesOf(judge({ ...scene, knows: [[0], []] }))).toEqual({ 0: 'queue' });
  });

  test('is told with the write, by name', () => {
    const scene = { parents: [[]], holds: [[], []], knows: [[], []] };
    const { lostWrites, byCause, everywhere } = judge(scene);
    expect(lostWrites).toEqual([
      {
        ...{ write: 0, key: 'key 0', replica: 'replica 0', acceptedAtUs: 0 },
        ...{ cause: 'disk', everywhere: true },
      },
    ]);
    expect(everywhere).toBe(1);
    expect(byCause).toMatchObject({ disk: 1, queue: 0, skew: 0, resolution: 0 });
  });
});

/** What was left of a run about one key, in which every write was accepted by leader 0. */
interface Scene {
  /** The parents of every write, by id. */
  readonly parents: readonly (readonly number[])[];
  /** What each survivor holds. */
  readonly holds: readonly (readonly number[])[];
  /** What each survivor knows; everything unless said. */
  readonly knows?: readonly (readonly number[])[];
  /** Pairs of write and replica. */
  readonly due?: readonly (readonly [op: number, replica: number])[];
  readonly unanswered?: readonly number[];
  readonly discards?: readonly {
    readonly op: number;
    readonly replica: number;
    readonly atUs: number;
    readonly cause: LossCause;
  }[];
}

function judge(scene: Scene): Judgement {
  const { parents, holds, knows, due = [], unanswered = [], discards = [] } = scene;
  const expected = parents.length;
  const ops = new OpLog({ leaders: 1, expected });
  const rules = { detector: versionVectorDetector, resolver: lastWriteWins };
  const ledger = new Ledger({ ops, keys: 1, replicas: holds.length, expected, ...rules });
  parents.forEach((each, op) => {
    const row = { key: 0, leader: 0, kind: OpKind.write, stamp: 0, identity: op };
    ops.append(row, Int32Array.of(op), 0);
    if (each.length < 2) ledger.acceptOver(op, op, op, each[0] ?? -1);
    else ledger.accept(op, op, op, each);
    if (!unanswered.includes(op)) ledger.acknowledge(op);
  });
  for (const { op, replica, atUs, cause } of discards) ledger.drop(op, replica, atUs, cause);
  const evidence: Evidence = {
    ledger,
    keys: 1,
    survivors: holds.map((_, replica) => replica),
    single: (replica) => (holds[replica].length > 1 ? -2 : (holds[replica][0] ?? -1)),
    holds: (replica) => holds[replica],
    knows: (replica, op) => knows?.[replica].includes(op) ?? true,
    due: due.map(([op, replica]) => ({ op, replica })),
    replicaName: (replica) => `replica ${replica}`,
    keyName: (key) => `key ${key}`,
    leaderOf: () => 0,
  };
  return judgeWrites(evidence);
}

function causesOf({ lostWrites }: Judgement): Record<number, LossCause> {
  return Object.fromEntries(lostWrites.map(({ write, cause }) => [write, cause]));
}
