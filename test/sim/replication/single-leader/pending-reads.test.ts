import { describe, expect, test } from 'vitest';
import { PendingReads } from '../../../../src/sim/replication/single-leader/pending-reads.js';

function watch(): { reads: PendingReads; answers: (readonly [number, boolean])[] } {
  const answers: (readonly [number, boolean])[] = [];
  return { answers, reads: new PendingReads((read, isAllowed) => answers.push([read, isAllowed])) };
}

describe('a linearizable read', () => {
  test('waits for a majority that answered what was sent after it', () => {
    const { reads, answers } = watch();
    reads.add(1, 5);
    reads.settle({ commitTo: 3, appliedTo: 3, confirmedRound: 5 });
    expect(answers).toEqual([]);
    reads.settle({ commitTo: 3, appliedTo: 3, confirmedRound: 6 });
    expect(answers).toEqual([[1, true]]);
    expect(reads.isEmpty).toBe(true);
  });

  test('sees what was committed when it was asked for, not more', () => {
    const { reads, answers } = watch();
    reads.add(1, -1);
    reads.settle({ commitTo: 4, appliedTo: 3, confirmedRound: 0 });
    expect(answers).toEqual([]);
    reads.settle({ commitTo: 9, appliedTo: 4, confirmedRound: 0 });
    expect(answers).toEqual([[1, true]]);
  });

  test('waits until its leader knows what is committed', () => {
    const { reads, answers } = watch();
    reads.add(1, -1);
    reads.settle({ commitTo: -1, appliedTo: 9, confirmedRound: 0 });
    expect(answers).toEqual([]);
    reads.settle({ commitTo: 9, appliedTo: 9, confirmedRound: 0 });
    expect(answers).toEqual([[1, true]]);
  });

  test('is sent elsewhere when its leader leads no longer', () => {
    const { reads, answers } = watch();
    reads.add(1, 0);
    reads.add(2, 0);
    reads.refuseAll();
    expect(answers).toEqual([
      [1, false],
      [2, false],
    ]);
  });
});
