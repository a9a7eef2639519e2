import { expect, test } from 'vitest';
import { listPairs } from '../../../src/sim/replication/repair-pair.js';
import type { ReplicationLink } from '../../../src/sim/replication/replication-link.js';
import { link } from '../../support/scenario.js';

test('pairs are leaders with a link between them, whichever way, each once', () => {
  const links = [between(2, 0), between(0, 1), between(1, 0), follower(1, 3), between(0, 1)];
  expect(listPairs(links, 3).map(({ ends, links: ways }) => [ends, ways])).toEqual([
    [[0, 1], [[1, 4], [2]]],
    [[0, 2], [[], [0]]],
  ]);
});

function between(from: number, to: number): ReplicationLink {
  return { spec: link(from, to), target: to, toFollower: false };
}

function follower(region: number, target: number): ReplicationLink {
  return { spec: link(region, region), target, toFollower: true };
}
