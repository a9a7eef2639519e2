import { describe, expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { Ledger } from '../../../src/sim/record/ledger.js';
import { lossCauses } from '../../../src/sim/report.js';
import { timestampDetector, versionVectorDetector } from '../../../src/sim/resolution/detectors.js';
import type { Detector, RegisterResolver } from '../../../src/sim/resolution/contract.js';
import {
  arrivalOrder,
  firstWriteWins,
  lastWriteWins,
} from '../../../src/sim/resolution/registers.js';
import { OpKind, OpLog } from '../../../src/sim/storage/op-log.js';

interface Written {
  readonly leader: number;
  readonly stamp: number;
  readonly atUs: number;
  /** Latest write of each of the two leaders that the author knew, as an id; −1 for none. */
  readonly knew?: readonly [number, number];
  readonly known?: number;
  readonly key?: number;
}

describe('the ledger', () => {
  test('keeps when each write was accepted, its parents, and whether it was answered', () => {
    const { ops, ledger } = openLedger();
    const parents = [-1, 0, 1];
    parents.forEach((parent, op) => {
      append(ops, { leader: 0, stamp: 0, atUs: 0 });
      ledger.acceptOver(op, 1000 * op, op, parent);
    });
    append(ops, { leader: 0, stamp: 0, atUs: 0 });
    ledger.accept(3, 5000, 3, [1, 2]);
    ledger.acknowledge(2);
    expect(ledger.count).toBe(4);
    expect([0, 1, 2, 3].map((op) => ledger.acceptedAtUs(op))).toEqual([0, 1000, 2000, 5000]);
    expect([0, 1, 2, 3].map((op) => ledger.parentsOf(op))).toEqual([[], [0], [1], [1, 2]]);
    expect([0, 1, 2, 3].map((op) => ledger.singleParent(op))).toEqual([-1, 0, 1, -2]);
    const answered = [0, 1, 2, 3].map((op) => ledger.isAcknowledged(op));
    expect(answered).toEqual([false, false, true, false]);
    expect(ledger.lastAcceptedUs).toBe(5000);
  });

  test('counts as concurrent the writes of a key that the author of a new one did not know', () => {
    const { ops, ledger } = openLedger();
    const known = [
      { key: 0, known: 0 },
      { key: 0, known: 0 },
      { key: 1, known: 0 },
      { key: 0, known: 1 },
      { key: 0, known: 3 },
    ];
    known.forEach(({ key, known: count }, op) => {
      append(ops, { leader: 0, stamp: 0, atUs: 0, key });
      ledger.acceptOver(op, 0, count, -1);
    });
    expect(ledger.concurrentPairs).toBe(1 + 1);
  });

  test('holds the opinion of a detector against the truth', () => {
    const { ops, ledger } = openLedger();
    append(ops, { leader: 0, stamp: 0, atUs: 0 });
    append(ops, { leader: 1, stamp: 0, atUs: 0 });
    append(ops, { leader: 1, stamp: 0, atUs: 0, knew: [0, 1] });
    const counts = (): readonly number[] => {
      const { meetings, detected, missed, falseAlarms, rules } = ledger;
      return [meetings, detected, missed, falseAlarms, rules.resolvedBy('rule')['rule'] ?? 0];
    };
    ledger.compare(1, 0, Relation.concurrent, true, 0);
    expect(counts()).toEqual([1, 1, 0, 0, 1]);
    ledger.compare(0, 1, Relation.after, true, 0);
    expect(counts()).toEqual([2, 1, 1, 0, 1]);
    ledger.compare(2, 0, Relation.concurrent, true, 0);
    expect(counts()).toEqual([2, 1, 1, 1, 2]);
    ledger.compare(2, 0, Relation.after, true, 0);
    expect(counts()).toEqual([2, 1, 1, 1, 2]);
    expect(ledger.conflicts.size).toBe(1);
  });

  test('counts no meeting when a write comes again, but a false alarm each time', () => {
    const { ops, ledger } = openLedger();
    append(ops, { leader: 0, stamp: 0, atUs: 0 });
    append(ops, { leader: 1, stamp: 0, atUs: 0 });
    append(ops, { leader: 1, stamp: 0, atUs: 0, knew: [0, 1] });
    ledger.compare(0, 1, Relation.concurrent, false, 0);
    expect(ledger).toMatchObject({ meetings: 0, falseAlarms: 0 });
    ledger.compare(0, 0, Relation.concurrent, false, 0);
    ledger.compare(0, 2, Relation.concurrent, false, 0);
    expect(ledger).toMatchObject({ meetings: 0, falseAlarms: 2 });
    expect(ledger.rules.resolvedBy('rule')).toEqual({ rule: 0 });
  });

  test('blames skew when true time would have kept the loser, else the resolution', () => {
    // Stamps say that write 1 is later; in truth it was write 0.
    const writes = [
      { leader: 0, stamp: 100, atUs: 500 },
      { leader: 1, stamp: 900, atUs: 400 },
    ] as const;
    const losing = (strategy: Partial<Strategy>, relation: Relation, loser: 0 | 1): string =>
      blame(writes, strategy, relation, loser);
    expect(losing({}, Relation.concurrent, 0)).toBe('skew');
    expect(losing({}, Relation.concurrent, 1)).toBe('resolution');
    expect(losing({ resolver: firstWriteWins }, Relation.concurrent, 1)).toBe('skew');
    expect(losing({ resolver: firstWriteWins }, Relation.concurrent, 0)).toBe('resolution');
    expect(losing({ resolver: arrivalOrder }, Relation.concurrent, 0)).toBe('resolution');
    const byStamp = { resolver: arrivalOrder, detector: timestampDetector };
    expect(losing(byStamp, Relation.after, 0)).toBe('skew');
  });

  test('never blames clocks where stamps do not come from them', () => {
    const writes = [
      { leader: 0, stamp: 100, atUs: 500 },
      { leader: 1, stamp: 900, atUs: 400 },
    ] as const;
    expect(blame(writes, { areStampsTimes: false }, Relation.concurrent, 0)).toBe('resolution');
  });

  test('measures lag from the acceptance, leader by leader and replica by replica', () => {
    const { ops, ledger } = openLedger();
    append(ops, { leader: 1, stamp: 0, atUs: 0 });
    ledger.acceptOver(0, 200, 0, -1);
    ledger.reach(0, 2, 350);
    ledger.reach(0, 0, 200);
    expect(ledger.lagOf(1, 2)).toMatchObject({ count: 1, max: 150 });
    expect(ledger.lagOf(1, 0)).toMatchObject({ count: 1, max: 0 });
    expect(ledger.lagOf(0, 2)).toBeUndefined();
  });

  test('writes drops into the journal as they are', () => {
    const { ledger } = openLedger();
    ledger.drop(4, 2, 77, 'queue');
    const { discards } = ledger;
    expect([discards.opAt(0), discards.replicaAt(0), discards.timeAt(0)]).toEqual([4, 2, 77]);
    expect(lossCauses[discards.causeAt(0)]).toBe('queue');
  });

  test('measures no lag for what a replica knew before it lost its disk', () => {
    const { ops, ledger } = openLedger();
    for (let op = 0; op < 2; op++) {
      append(ops, { leader: 0, stamp: 0, atUs: 0 });
      ledger.acceptOver(op, 0, op, op - 1);
    }
    ledger.reach(0, 1, 5);
    ledger.forget(1, (op) => op === 0);
    ledger.reach(0, 1, 70);
    ledger.reach(1, 1, 80);
    ledger.reach(0, 2, 9);
    expect([ledger.lagOf(0, 1)?.count, ledger.lagOf(0, 1)?.max]).toEqual([2, 80]);
    expect(ledger.lagOf(0, 2)?.count).toBe(1);
  });

  test('grows beyond the number of writes it was made for', () => {
    const { ops, ledger } = openLedger();
    for (let op = 0; op < 300; op++) {
      append(ops, { leader: 0, stamp: 0, atUs: 0 });
      ledger.acceptOver(op, 10 * op, op, op - 1);
      if (op % 3 === 0) ledger.acknowledge(op);
    }
    for (let op = 0; op < 300; op++) {
      expect([ledger.acceptedAtUs(op), ledger.singleParent(op)]).toEqual([10 * op, op - 1]);
      expect(ledger.isAcknowledged(op)).toBe(op % 3 === 0);
    }
  });
});

interface Strategy {
  readonly detector: Detector;
  readonly resolver: RegisterResolver;
  readonly areStampsTimes: boolean;
}

function openLedger(strategy: Partial<Strategy> = {}): {
  readonly ops: OpLog;
  readonly ledger: Ledger;
} {
  const { detector = versionVectorDetector, resolver = lastWriteWins } = strategy;
  const { areStampsTimes = true } = strategy;
  const ops = new OpLog({ leaders: 2, expected: 4 });
  const size = { keys: 2, replicas: 3, expected: 4 };
  const ledger = new Ledger({ ops, ...size, detector, resolver, areStampsTimes });
  return { ops, ledger };
}

function append(ops: OpLog, { leader, stamp, knew = [-1, -1], key = 0 }: Written): void {
  const known = Int32Array.from(knew, (id) => id + 1);
  ops.append({ key, leader, kind: OpKind.write, stamp, identity: 0 }, known, 0);
}

/** The cause in the journal when write 1 met write 0 and one of them was thrown away. */
function blame(
  writes: readonly Written[],
  strategy: Partial<Strategy>,
  relation: Relation,
  loser: number,
): string {
  const { ops, ledger } = openLedger(strategy);
  writes.forEach((each, op) => {
    append(ops, each);
    ledger.acceptOver(op, each.atUs, 0, -1);
  });
  ledger.discard(1, 0, relation, loser, 2, 1000);
  const { discards } = ledger;
  expect([discards.opAt(0), discards.replicaAt(0), discards.timeAt(0)]).toEqual([loser, 2, 1000]);
  return lossCauses[discards.causeAt(0)];
}
