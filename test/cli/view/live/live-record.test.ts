import { expect, test } from 'vitest';
import { LiveRecord } from '../../../../src/cli/view/live/live-record.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';

function conflictAt(atUs: number, holds: readonly number[]): TraceEvent {
  return {
    kind: 'apply',
    atUs,
    replica: 'a',
    write: 2,
    key: 'x',
    from: 'b',
    outcome: 'stored',
    held: [1],
    holds,
    conflictsWith: [1],
  };
}

test('a cut lasts until its heal, each direction for itself', () => {
  const record = new LiveRecord(10_000_000);
  record.hear({ kind: 'cut', atUs: 5, from: 'a', to: 'b' });
  expect(record.cutSinceUs('a', 'b')).toBe(5);
  expect(record.cutSinceUs('b', 'a')).toBeNull();
  record.hear({ kind: 'heal', atUs: 9, from: 'a', to: 'b' });
  expect(record.cutSinceUs('a', 'b')).toBeNull();
});

test('concurrent writes that meet leave a mark of a conflict', () => {
  const record = new LiveRecord(512);
  record.hear(conflictAt(7, [1, 2]));
  expect(record.conflictMoments()).toEqual([7]);
  expect(record.lossMoments()).toEqual([]);
  expect(record.discards).toBe(0);
});

test('a version that is thrown away leaves a mark of a loss', () => {
  const record = new LiveRecord(512);
  record.hear(conflictAt(7, [2]));
  expect(record.lossMoments()).toEqual([7]);
  expect(record.discards).toBe(1);
});

test('however many events there are, marks take the room of the length of the run', () => {
  const record = new LiveRecord(5_120_000);
  for (let count = 0; count < 20_000; count += 1) record.hear(conflictAt(count % 5_120_000, [2]));
  expect(record.conflictMoments().length).toBeLessThanOrEqual(512);
  expect(record.discards).toBe(20_000);
});

test('a loss that nobody noticed can be marked by hand', () => {
  const record = new LiveRecord(512);
  record.markLoss(100);
  expect(record.lossMoments()).toEqual([100]);
});
