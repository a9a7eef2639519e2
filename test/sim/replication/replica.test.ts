import { describe, expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { Outcome, Replica } from '../../../src/sim/replication/replica.js';
import type { Witness } from '../../../src/sim/replication/witness.js';
import { timestampDetector, versionVectorDetector } from '../../../src/sim/resolution/detectors.js';
import { resolverNamed } from '../../../src/sim/resolution/registers.js';
import type { ResolverName } from '../../../src/sim/scenario.js';
import { OpKind, OpLog } from '../../../src/sim/storage/op-log.js';
import { RecordStore } from '../../../src/sim/storage/record-store.js';

describe('a replica that accepts a write', () => {
  test('holds it, and knows it besides all it knew before', () => {
    const { replicas, write, seen } = openReplicas(1, 'siblings');
    const first = write(0, 10);
    const second = write(0, 20);
    expect(replicas[0].records.versions(0)).toEqual([second]);
    expect(replicas[0].records.knownCount(0)).toBe(2);
    expect(replicas[0].lastChangedUs).toBe(20);
    expect(seen).toEqual([`accept ${first} knowing 0 over `, `accept ${second} knowing 1 over 0`]);
  });

  test('replaces all siblings with it: its author saw them', () => {
    const { replicas, write, seen } = openReplicas(2, 'siblings');
    const theirs = write(1, 10);
    write(0, 10);
    replicas[0].apply(theirs, 20);
    expect(replicas[0].records.versions(0)).toEqual([0, 1]);
    const merged = write(0, 30);
    expect(replicas[0].records.versions(0)).toEqual([merged]);
    expect(seen.at(-1)).toBe('accept 2 knowing 2 over 0,1');
  });

  test('throws it away under last-write-wins when its own clock fell behind what is held', () => {
    const { replicas, write, seen } = openReplicas(1, 'lww');
    write(0, 10, 500);
    const late = write(0, 20, 400);
    expect(replicas[0].records.versions(0)).toEqual([0]);
    expect(replicas[0].records.knownCount(0)).toBe(2);
    expect(seen.at(-1)).toBe(`discard ${late} at 0`);
  });
});

describe('a replica that takes in a replicated write', () => {
  test('learns it with all that its author knew, and nothing more when it comes again', () => {
    const { replicas, write, seen } = openReplicas(3, 'siblings');
    const first = write(0, 10);
    replicas[1].apply(first, 20);
    const second = write(1, 30);
    expect(replicas[2].apply(second, 40)).toBe(Outcome.stored);
    expect(seen.filter((line) => line.startsWith('reach') && line.endsWith('at 2'))).toEqual([
      `reach ${first} at 2`,
      `reach ${second} at 2`,
    ]);
    const before = seen.length;
    expect(replicas[2].apply(second, 50)).toBe(Outcome.known);
    expect(replicas[2].apply(first, 60)).toBe(Outcome.known);
    expect(replicas[2].records.versions(0)).toEqual([second]);
    expect(replicas[2].records.knownCount(0)).toBe(2);
    expect(replicas[2]).toMatchObject({ applied: 1, lastChangedUs: 40 });
    expect(seen.slice(before).filter((line) => !line.startsWith('compare'))).toEqual([]);
  });

  test('holds and knows nothing once it was wiped, and takes everything in again', () => {
    const { replicas, write } = openReplicas(2, 'siblings');
    replicas[1].apply(write(0, 10), 20);
    write(1, 30, 30, 1);
    expect(replicas[1].wipe(2, 40)).toEqual([0, 1]);
    expect([replicas[1].knows(0), replicas[1].knows(1), replicas[0].knows(0)]).toEqual([false, false, true]);
    expect(replicas[1].lastChangedUs).toBe(40);
    expect(replicas[1].apply(0, 50)).toBe(Outcome.stored);
    expect(replicas[1].records.versions(0)).toEqual([0]);
    expect(replicas[0].wipe(1, 60)).toEqual([0]);
    expect(replicas[0].wipe(1, 70)).toEqual([]);
    expect(replicas[0].lastChangedUs).toBe(60);
  });

  test('has learned of earlier writes of the same leader that never arrived', () => {
    const { replicas, write } = openReplicas(2, 'lww');
    for (let i = 0; i < 5; i++) write(0, 10 + i);
    replicas[1].apply(4, 100);
    expect(replicas[1].records.knownCount(0)).toBe(5);
    expect(replicas[1].apply(2, 110)).toBe(Outcome.known);
    expect(replicas[1].records.versions(0)).toEqual([4]);
  });

  test('lets a write that it knows through another have its say under last-write-wins', () => {
    const { replicas, write, seen } = openReplicas(3, 'lww');
    const ahead = write(0, 10, 500);
    replicas[1].apply(ahead, 20);
    const behind = write(1, 30, 30);
    expect(replicas[2].apply(behind, 40)).toBe(Outcome.stored);
    const before = seen.length;
    expect(replicas[2].apply(ahead, 50)).toBe(Outcome.stored);
    expect(replicas[2].records.versions(0)).toEqual([ahead]);
    expect(replicas[2]).toMatchObject({ applied: 1, lastChangedUs: 50 });
    expect(replicas[2].records.knownCount(0)).toBe(2);
    expect(seen.slice(before)).toEqual([
      `compare ${ahead} with ${behind} as ${Relation.before}`,
      `discard ${behind} at 2`,
    ]);
    expect(replicas[2].apply(behind, 60)).toBe(Outcome.known);
    expect(replicas[2].records.versions(0)).toEqual([ahead]);
    expect(seen.at(-1)).toBe(`compare ${behind} with ${ahead} as ${Relation.after}`);
  });

  test('weighs a local write against a known one that was stored after all', () => {
    const { replicas, write } = openReplicas(3, 'lww');
    const ahead = write(0, 10, 500);
    replicas[1].apply(ahead, 20);
    replicas[2].apply(write(1, 30, 30), 40);
    replicas[2].apply(ahead, 50);
    write(2, 60, 100);
    expect(replicas[2].records.versions(0)).toEqual([ahead]);
  });

  test('lets a known write have its say where timestamps alone tell which is newer', () => {
    const { replicas, write, seen } = openReplicas(3, 'arrival', timestampDetector);
    const ahead = write(0, 10, 500);
    replicas[1].apply(ahead, 20);
    const behind = write(1, 30, 30);
    replicas[2].apply(behind, 40);
    expect(replicas[2].apply(ahead, 50)).toBe(Outcome.stored);
    expect(replicas[2].records.versions(0)).toEqual([ahead]);
    expect(seen.at(-1)).toBe(`discard ${behind} at 2`);
  });

  test.each(['fww', 'arrival', 'siblings'] as const)(
    'under %s brings nothing back that was overwritten, though what is held did not know it',
    (name) => {
      const { replicas, write, seen } = openReplicas(2, name);
      const old = write(0, 10, 10);
      write(0, 20, 100);
      replicas[0].apply(write(1, 30, 50), 40);
      const before = [replicas[0].records.versions(0), seen.filter(isDiscard).length];
      expect(replicas[0].apply(old, 50)).toBe(Outcome.known);
      expect([replicas[0].records.versions(0), seen.filter(isDiscard).length]).toEqual(before);
      expect(replicas[0].lastChangedUs).toBe(40);
    },
  );

  test.each([
    ['lww', [1], Outcome.stored],
    ['fww', [0], Outcome.discarded],
    ['arrival', [1], Outcome.stored],
    ['siblings', [0, 1], Outcome.stored],
  ] as const)('under %s holds %j after a concurrent one with a greater stamp', (...expected) => {
    const [name, holds, outcome] = expected;
    const { replicas, write, seen } = openReplicas(2, name);
    write(0, 10, 10);
    const theirs = write(1, 20, 20);
    expect(replicas[0].conflictsWith(theirs)).toEqual([0]);
    expect(replicas[0].apply(theirs, 30)).toBe(outcome);
    expect(replicas[0].records.versions(0)).toEqual(holds);
    expect(seen).toContain(`compare 1 with 0 as ${Relation.concurrent}`);
    const thrown = [0, 1].filter((op) => !holds.some((held) => held === op));
    expect(seen.filter((line) => line.startsWith('discard'))).toEqual(
      thrown.map((op) => `discard ${op} at 0`),
    );
  });

  test('throws nothing away when it replaces what the author knew', () => {
    for (const name of ['lww', 'fww', 'arrival', 'siblings'] as const) {
      const { replicas, write, seen } = openReplicas(2, name);
      const first = write(0, 10);
      replicas[1].apply(first, 20);
      replicas[0].apply(write(1, 30), 40);
      expect(replicas[0].records.versions(0)).toEqual([1]);
      expect(seen.filter((line) => line.startsWith('discard'))).toEqual([]);
    }
  });

  test('keeps of three siblings those that the new write did not know', () => {
    const { replicas, write } = openReplicas(4, 'siblings');
    const heads = [0, 1, 2].map((leader) => write(leader, 10));
    for (const op of heads) replicas[3].apply(op, 20);
    replicas[0].apply(heads[1], 20);
    const next = write(0, 30);
    expect(replicas[3].apply(next, 40)).toBe(Outcome.stored);
    expect(replicas[3].records.versions(0)).toEqual([heads[2], next]);
  });

  test('does not see a conflict where timestamps alone say newer', () => {
    const { replicas, write, seen } = openReplicas(2, 'siblings', timestampDetector);
    write(0, 10, 10);
    replicas[0].apply(write(1, 20, 20), 30);
    expect(replicas[0].records.versions(0)).toEqual([1]);
    expect(seen).toContain('discard 0 at 0');
  });

  test('keeps the keys apart', () => {
    const { replicas, write } = openReplicas(2, 'lww');
    write(0, 10, 10, 1);
    replicas[0].apply(write(1, 20, 20, 0), 30);
    expect([replicas[0].records.versions(0), replicas[0].records.versions(1)]).toEqual([[1], [0]]);
    expect([replicas[0].records.knownCount(0), replicas[0].records.knownCount(1)]).toEqual([1, 1]);
  });
});

describe('a replica that learns from another one’s record', () => {
  test('knows every write that the other knew, and tells which are news', () => {
    const { replicas, write, seen } = openReplicas(2, 'lww');
    const all = [write(0, 10), write(0, 20), write(0, 30)];
    replicas[1].apply(all[0], 40);
    expect(replicas[1].learnFrom(0, [all[2] + 1, 0], 50)).toEqual([all[2], all[1]]);
    expect(seen.slice(-2)).toEqual(['reach 2 at 1', 'reach 1 at 1']);
    expect(replicas[1].records.knownCount(0)).toBe(3);
    expect(replicas[1].records.versions(0)).toEqual([all[0]]);
    expect(replicas[1].learnFrom(0, [all[2] + 1, 0], 60)).toEqual([]);
    expect(replicas[1].records.knownCount(0)).toBe(3);
  });

  test('forgets nothing that the other does not know', () => {
    const { replicas, write } = openReplicas(2, 'lww');
    const mine = write(0, 10);
    expect(replicas[0].learnFrom(0, [0, 0], 20)).toEqual([]);
    expect(replicas[0].records.knownEntry(0, 0)).toBe(mine + 1);
  });
});

function isDiscard(line: string): boolean {
  return line.startsWith('discard');
}

interface Replicas {
  readonly replicas: readonly Replica[];
  /** A client's write at a leader. */
  readonly write: (leader: number, atUs: number, stamp?: number, key?: number) => number;
  /** What the witness was told, in words. */
  readonly seen: string[];
}

function openReplicas(
  count: number,
  name: ResolverName,
  detector = versionVectorDetector,
): Replicas {
  const ops = new OpLog({ leaders: count, expected: 8 });
  const seen: string[] = [];
  const witness: Witness = {
    accept: (op, _atUs, known, parents) =>
      seen.push(`accept ${op} knowing ${known} over ${parents.join()}`),
    acceptOver: (op, _atUs, known, parent) =>
      seen.push(`accept ${op} knowing ${known} over ${parent < 0 ? '' : parent}`),
    acceptParts: (op, _atUs, known) => seen.push(`accept ${op} knowing ${known}`),
    reach: (op, replica) => seen.push(`reach ${op} at ${replica}`),
    compare: (incoming, held, relation) =>
      seen.push(`compare ${incoming} with ${held} as ${relation}`),
    discard: (_incoming, _held, _relation, loser, replica) =>
      seen.push(`discard ${loser} at ${replica}`),
    drop: (op, replica) => seen.push(`drop ${op} at ${replica}`),
  };
  const resolver = resolverNamed(name);
  const replicas = Array.from({ length: count }, (_, index) => {
    const records = new RecordStore({ keys: 2, authors: count });
    return new Replica({ index, records, ops, detector, resolver, witness });
  });
  const write: Replicas['write'] = (leader, atUs, stamp = atUs, key = 0) => {
    const { records } = replicas[leader];
    const identity = ops.count;
    const row = { key, leader, kind: OpKind.write, stamp, identity };
    const op = ops.append(row, records.known, records.knownOffset(key));
    replicas[leader].accept(op, atUs);
    return op;
  };
  return { replicas, write, seen };
}
