import { describe, expect, test } from 'vitest';
import { ownOp, ReplicaLog } from '../../../src/sim/storage/replica-log.js';

describe('a replication log', () => {
  test('keeps ops with the way they came, in order, beyond its first size', () => {
    const log = new ReplicaLog({ expected: 1, keepsPaths: true });
    const rows = Array.from({ length: 500 }, (_, i) => ({
      op: 3 * i,
      via: i % 4 === 0 ? ownOp : i % 4,
      hops: i % 3 === 0 ? i : 16_000 * i,
    }));
    for (const { op, via, hops } of rows) log.append(op, via, hops);
    expect(log.length).toBe(500);
    rows.forEach(({ op, via, hops }, i) => {
      expect([log.opAt(i), log.viaAt(i), log.hopsAt(i)]).toEqual([op, via, hops]);
    });
  });

  test('takes every op for its own where paths are not kept', () => {
    const log = new ReplicaLog({ expected: 0, keepsPaths: false });
    for (let op = 0; op < 100; op++) log.append(op, ownOp, 0);
    expect(log.length).toBe(100);
    expect([log.opAt(99), log.viaAt(99), log.hopsAt(99)]).toEqual([99, ownOp, 0]);
  });
});
