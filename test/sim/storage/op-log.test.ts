import { describe, expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { OpKind, OpLog } from '../../../src/sim/storage/op-log.js';
import { makeDice } from '../../support/dice.js';

const base = { key: 0, leader: 0, kind: OpKind.write, stamp: 0, identity: 0 };

describe('an op log', () => {
  test('gives ops dense ids and keeps all it was told, beyond its first size too', () => {
    for (let width = 1; width <= 6; width++) {
      const dice = makeDice(width);
      const log = new OpLog({ leaders: width, expected: width - 1 });
      const ops = Array.from({ length: 300 }, (_, id) => ({
        key: dice.between(0, 2 ** 30),
        leader: dice.between(0, width - 1),
        kind: dice.pick([OpKind.write, OpKind.delete, OpKind.update]),
        stamp: dice.pick([-1e15, 1 - 2 ** 53, 2 ** 53 - 1, -1, 2 ** 33 + 5, 2 ** 52, id]),
        identity: dice.between(-(2 ** 31), 2 ** 31 - 1),
        known: Array.from({ length: width }, () => dice.between(0, id)),
      }));
      ops.forEach(({ known, ...op }, id) => {
        expect(log.append(op, Int32Array.from([-9, ...known, -9]), 1)).toBe(id);
      });
      expect(log.count).toBe(300);
      ops.forEach((op, id) => {
        expect(log.keyOf(id)).toBe(op.key);
        expect(log.leaderOf(id)).toBe(op.leader);
        expect(log.isDelete(id)).toBe(op.kind === OpKind.delete);
        expect(log.isUpdate(id)).toBe(op.kind === OpKind.update);
        expect(log.stampOf(id)).toBe(op.stamp);
        expect(log.identityOf(id)).toBe(op.identity);
        const vector = op.known.map((entry, leader) => (leader === op.leader ? id + 1 : entry));
        expect(vector.map((_, leader) => log.vectorEntry(id, leader))).toEqual(vector);
        expect(log.previousOf(id)).toBe(op.known[op.leader] - 1);
        for (const other of [0, 5, 299]) {
          expect(log.knewOf(id, other)).toBe(op.known[ops[other].leader] > other);
        }
      });
    }
  });

  test('takes what its author knew as it was then', () => {
    const log = new OpLog({ leaders: 2, expected: 4 });
    const known = Int32Array.from([0, 0]);
    log.append(base, known, 0);
    known[0] = 1;
    log.append({ ...base, leader: 1 }, known, 0);
    known[0] = 99;
    expect([log.knewOf(1, 0), log.knewOf(0, 1)]).toEqual([true, false]);
    expect(log.vectorEntry(1, 0)).toBe(1);
  });

  test('relates ops by what their authors knew', () => {
    const log = new OpLog({ leaders: 2, expected: 4 });
    log.append(base, Int32Array.from([0, 0]), 0);
    log.append({ ...base, leader: 1 }, Int32Array.from([0, 0]), 0);
    log.append({ ...base, leader: 1 }, Int32Array.from([1, 2]), 0);
    expect(log.compare(0, 1)).toBe(Relation.concurrent);
    expect(log.compare(2, 0)).toBe(Relation.after);
    expect(log.compare(1, 2)).toBe(Relation.before);
    expect(log.compare(2, 2)).toBe(Relation.equal);
  });

  test('has its leaders write as other authors once they lost a disk', () => {
    const log = new OpLog({ leaders: 2, lostDisks: [1, 0, 1], expected: 4 });
    expect(log.width).toBe(5);
    const nothing = new Int32Array(5);
    const write = (leader: number): number => log.append({ ...base, leader }, nothing, 0);
    write(1);
    log.loseDisk(0);
    write(1);
    write(0);
    log.loseDisk(2);
    write(1);
    expect([0, 1, 2, 3].map((op) => log.authorOf(op))).toEqual([1, 2, 0, 4]);
    expect([0, 1, 2, 3].map((op) => log.leaderOf(op))).toEqual([1, 1, 0, 1]);
    expect(log.compare(1, 0)).toBe(Relation.concurrent);
    expect([log.knewOf(1, 0), log.previousOf(1)]).toEqual([false, -1]);
    expect([0, 1, 2, 3, 4].map((author) => log.vectorEntry(3, author))).toEqual([0, 0, 0, 0, 4]);
  });

  test('tells 256 authors apart, and refuses to try more', () => {
    const lostDisks = Array.from({ length: 56 }, () => 199);
    const log = new OpLog({ leaders: 200, lostDisks, expected: 1 });
    log.loseDisk(55);
    const op = log.append({ ...base, leader: 199 }, new Int32Array(256), 0);
    expect([log.authorOf(op), log.leaderOf(op)]).toEqual([255, 199]);
    expect(() => new OpLog({ leaders: 201, lostDisks, expected: 1 })).toThrow();
  });

  test('compares by whatever comparison it was given', () => {
    const compare = (): Relation => Relation.before;
    const log = new OpLog({ leaders: 1, expected: 1, compare });
    log.append(base, Int32Array.from([0]), 0);
    expect(log.compare(0, 0)).toBe(Relation.before);
  });
});
