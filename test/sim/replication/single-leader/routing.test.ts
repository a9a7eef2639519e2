import { describe, expect, test } from 'vitest';
import { LeaderCache, LeaderDirectory } from '../../../../src/sim/replication/single-leader/routing.js';

describe('a client group', () => {
  test('is moved at once where nothing is cached', () => {
    const directory = new LeaderDirectory(0);
    const cache = new LeaderCache(directory, { kind: 'immediate' }, 0.5);
    directory.publish(2, 5);
    expect(cache.leaderAt(1)).toBe(2);
  });

  test('goes to the old leader until its address has expired', () => {
    const directory = new LeaderDirectory(0);
    const cache = new LeaderCache(directory, { kind: 'cached', ttlUs: 1_000, followsHints: false }, 0.25);
    expect(cache.leaderAt(250)).toBe(0);
    directory.publish(1, 2);
    expect([251, 1_249, 1_250, 1_251].map((atUs) => cache.leaderAt(atUs))).toEqual([0, 0, 1, 1]);
  });

  test('follows a hint only where it may', () => {
    for (const followsHints of [true, false]) {
      const cache = new LeaderCache(new LeaderDirectory(0), { kind: 'cached', ttlUs: 1_000, followsHints }, 1);
      cache.noteHint(-1);
      cache.noteHint(2);
      expect(cache.leaderAt(10)).toBe(followsHints ? 2 : 0);
    }
  });
});

test('a directory does not go back to a leader of an older term', () => {
  const directory = new LeaderDirectory(0);
  directory.publish(1, 3);
  directory.publish(2, 2);
  expect(directory.lookUp()).toBe(1);
});
