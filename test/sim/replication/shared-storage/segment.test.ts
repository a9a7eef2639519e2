import { describe, expect, test } from 'vitest';
import { positionAfter, Segment } from '../../../../src/sim/replication/shared-storage/segment.js';

describe('a segment', () => {
  test('is complete up to the first hole, and past it once that is filled', () => {
    const segment = new Segment();
    segment.take(1, [10, 11]);
    segment.take(4, [13, 14]);
    expect(segment.complete).toBe(2);
    expect(segment.take(3, [12])).toBe(1);
    expect(segment.complete).toBe(5);
    expect(segment.after(1)).toEqual([11, 12, 13, 14]);
  });

  test('takes what it has already for what it is', () => {
    const segment = new Segment();
    segment.take(1, [10, 11]);
    expect(segment.take(1, [10, 11])).toBe(0);
    expect(segment.complete).toBe(2);
  });

  test('throws away what lies beyond the cut of a later epoch, holes or not', () => {
    const segment = new Segment();
    segment.take(1, [10, 11, 12]);
    segment.take(5, [14]);
    segment.adopt(2, [{ epoch: 2, at: 2 }]);
    expect(segment.after(0)).toEqual([10, 11]);
    expect(segment.truncated).toBe(2);
    segment.take(3, [20]);
    expect(segment.after(0)).toEqual([10, 11, 20]);
  });

  test('that missed a takeover is cut where that one began, not where the latest did', () => {
    const segment = new Segment();
    segment.take(1, [10, 11, 12, 13]);
    segment.adopt(3, [{ epoch: 2, at: 1 }, { epoch: 3, at: 9 }]);
    expect(segment.after(0)).toEqual([10]);
  });

  test('keeps to the later of two promises, and to its disk', () => {
    const segment = new Segment();
    expect(segment.promise(3)).toBe(true);
    expect(segment.promise(2)).toBe(false);
    segment.wipe();
    expect(segment.promise(2)).toBe(true);
    expect(segment.isRebuilding).toBe(true);
    expect(segment.complete).toBe(0);
  });
});

test('of a log, as much belongs to a history as no later cut took away', () => {
  const cuts = [{ epoch: 2, at: 5 }, { epoch: 4, at: 7 }];
  expect(positionAfter(9, 1, cuts)).toBe(5);
  expect(positionAfter(9, 2, cuts)).toBe(7);
  expect(positionAfter(9, 4, cuts)).toBe(9);
  expect(positionAfter(3, 1, cuts)).toBe(3);
});
