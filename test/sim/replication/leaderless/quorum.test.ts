import { expect, test } from 'vitest';
import { Quorum } from '../../../../src/sim/replication/leaderless/quorum.js';
import type { ConsistencyLevel } from '../../../../src/sim/scenario.js';

const parts = { homes: [0, 1, 2, 3, 4, 5], datacenters: [0, 0, 0, 1, 1, 1, 1], coordinator: 1 };

test.each<[string, ConsistencyLevel, readonly number[], readonly number[]]>([
  ['a number', { kind: 'count', count: 2 }, [4], [4, 5]],
  ['a majority of all', { kind: 'quorum' }, [0, 1, 2], [0, 1, 2, 5]],
  ['a majority at home', { kind: 'local-quorum' }, [0, 3, 4, 5], [0, 2]],
  ['a majority in each', { kind: 'each-quorum' }, [0, 1, 2, 3], [0, 1, 3, 4]],
  ['all', { kind: 'all' }, [0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5]],
])('%s is reached by so many, and not by fewer', (_name, level, few, enough) => {
  const isReachedBy = (nodes: readonly number[]): boolean => {
    const quorum = new Quorum(level, parts);
    for (const node of nodes) quorum.add(node);
    return quorum.isReached;
  };
  expect([isReachedBy(few), isReachedBy(enough)]).toEqual([false, true]);
});

test('an answer counts once, and who keeps no copy does not count', () => {
  const quorum = new Quorum({ kind: 'count', count: 2 }, parts);
  for (const node of [3, 3, 6]) quorum.add(node);
  expect(quorum.isReached).toBe(false);
});
