import { expect, test } from 'vitest';
import { MemberLog } from '../../../../src/sim/replication/single-leader/member-log.js';
import { compareEnds, rulesOf } from '../../../../src/sim/replication/single-leader/rules.js';
import { raftSpec, shippingSpec } from '../../../support/single-leader-specs.js';

test('a later term is more up to date than any length; within a term the longer log is', () => {
  expect(compareEnds({ lastTerm: 2, last: 1 }, { lastTerm: 1, last: 99 })).toBeGreaterThan(0);
  expect(compareEnds({ lastTerm: 2, last: 4 }, { lastTerm: 2, last: 5 })).toBeLessThan(0);
  expect(compareEnds({ lastTerm: 2, last: 5 }, { lastTerm: 2, last: 5 })).toBe(0);
});

test('only entries of the own term are committed by counting copies', () => {
  const log = new MemberLog();
  log.append(1, 0);
  log.append(2, 1);
  const { mayCount } = rulesOf(raftSpec());
  expect([1, 2].map((position) => mayCount(log, position, 2))).toEqual([false, true]);
});

test('Raft is a majority\'s flushed copies, and applies what is committed', () => {
  expect(rulesOf(raftSpec({ flushUs: 7 }))).toMatchObject({
    acknowledge: { kind: 'majority' },
    level: 'flushed',
    flushUs: 7,
    fencing: { kind: 'term' },
    appliesCommitted: true,
    seeksBest: false,
  });
});

test('log shipping applies what it receives, and seeks the most up-to-date follower', () => {
  expect(rulesOf(shippingSpec({ level: 'received' }))).toMatchObject({
    level: 'received',
    appliesCommitted: false,
    seeksBest: true,
    preVote: true,
  });
});
