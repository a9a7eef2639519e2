import { describe, expect, test } from 'vitest';
import { mostInFlight, Progress } from '../../../../src/sim/replication/single-leader/progress.js';

describe('what a leader knows of a member', () => {
  test('is asked for by one message at a time, until the logs agree', () => {
    const progress = new Progress(1, 11, 0);
    progress.noteSent(1, 15);
    expect([progress.maySend, progress.next]).toEqual([false, 11]);
    progress.noteEcho(1, 0, 5);
    progress.noteMismatch(4, 1);
    expect([progress.maySend, progress.next]).toEqual([true, 5]);
    progress.noteSent(2, 9);
    progress.noteEcho(2, 0, 9);
    progress.noteMatch(9, 7);
    expect([progress.isProbing, progress.next, progress.matchTo]).toEqual([false, 10, 7]);
  });

  test('runs ahead of answers once they agree, as far as the window lets it', () => {
    const progress = new Progress(1, 1, 0);
    progress.noteMatch(0, 0);
    for (let round = 1; round <= mostInFlight; round++) {
      expect(progress.maySend).toBe(true);
      progress.noteSent(round, progress.next);
    }
    expect([progress.maySend, progress.next]).toEqual([false, mostInFlight + 1]);
    progress.noteEcho(3, 0, 1);
    expect(progress.maySend).toBe(true);
  });

  test('is no fuller for heartbeats', () => {
    const progress = new Progress(1, 1, 0);
    progress.noteMatch(0, 0);
    for (let round = 1; round <= 2 * mostInFlight; round++) progress.noteSent(round, 0);
    expect(progress.maySend).toBe(true);
  });

  test('goes back to what was answered when a connection is new', () => {
    const progress = new Progress(1, 1, 0);
    progress.noteMatch(3, 3);
    progress.noteSent(1, 9);
    expect(progress.next).toBe(10);
    progress.reconnect(1);
    expect([progress.next, progress.isProbing, progress.settledRound]).toEqual([4, true, 1]);
  });

  test('is nothing when it has lost its disk', () => {
    const progress = new Progress(1, 1, 0);
    progress.noteMatch(9, 9);
    progress.isCaughtUp = true;
    progress.beginAnew(1, 20);
    expect([progress.next, progress.matchTo, progress.isCaughtUp, progress.incarnation]).toEqual([1, 0, false, 1]);
  });
});
