import { expect, test } from 'vitest';
import { HoldBack } from '../../../src/sim/replication/hold-back.js';
import type { Arrival } from '../../../src/sim/replication/hold-back.js';

const arrival = (op: number): Arrival => ({ op, link: 0, hops: 1 });

test('what waits for a write comes out with it, once, in order of arrival', () => {
  const buffer = new HoldBack();
  for (const op of [5, 3, 4]) buffer.waitForWrite(arrival(op), 2);
  buffer.waitForWrite(arrival(7), 6);
  expect(buffer.size).toBe(4);
  expect(buffer.takeWaitingForWrite(2).map(({ op }) => op)).toEqual([5, 3, 4]);
  expect(buffer.takeWaitingForWrite(2)).toEqual([]);
  expect([buffer.has(5), buffer.has(7), buffer.size]).toEqual([false, true, 1]);
  expect(buffer.list().map(({ op }) => op)).toEqual([7]);
});

test('what waits for a record comes out as far as it waits no more', () => {
  const buffer = new HoldBack();
  for (const op of [5, 3, 4]) buffer.waitForRecord(arrival(op), 1);
  expect(buffer.takeWaitingForRecord(1, (op) => op > 3).map(({ op }) => op)).toEqual([3]);
  expect(buffer.listForRecords().map(({ op }) => op)).toEqual([5, 4]);
  expect(buffer.takeWaitingForRecord(0, () => false)).toEqual([]);
  expect(buffer.takeWaitingForRecord(1, () => false).map(({ op }) => op)).toEqual([5, 4]);
  expect([buffer.size, buffer.listForRecords().length]).toEqual([0, 0]);
});
