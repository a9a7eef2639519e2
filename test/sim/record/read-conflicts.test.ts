import { expect, test } from 'vitest';
import { ReadConflicts } from '../../../src/sim/record/read-conflicts.js';
import { OpLog } from '../../../src/sim/storage/op-log.js';

/** Writes 0 and 1 by two leaders that know nothing; write 2 by the first, which knows its own. */
function threeWrites(): OpLog {
  const ops = new OpLog({ leaders: 2, expected: 3 });
  const op = { key: 0, kind: 0, stamp: 0, identity: 0 } as const;
  ops.append({ ...op, leader: 0 }, new Int32Array(2), 0);
  ops.append({ ...op, leader: 1 }, new Int32Array(2), 0);
  ops.append({ ...op, leader: 0 }, Int32Array.from([1, 0]), 0);
  return ops;
}

test('a pair is detected once, however often it is read', () => {
  const reads = new ReadConflicts(threeWrites());
  reads.note([0, 1]);
  reads.note([0, 1]);
  expect(reads.judge(2, [])).toEqual({ detected: 1, missed: 1, falseAlarms: 0 });
});

test('what is read together without being concurrent is a false alarm', () => {
  const reads = new ReadConflicts(threeWrites());
  reads.note([0, 1, 2]);
  expect(reads.judge(2, [])).toEqual({ detected: 2, missed: 0, falseAlarms: 1 });
});

test('a pair that still stands side by side is not missed yet, wherever and how often it does', () => {
  const reads = new ReadConflicts(threeWrites());
  expect(reads.judge(2, [[1, 2], [1, 2], [0]])).toEqual({ detected: 0, missed: 1, falseAlarms: 0 });
});
