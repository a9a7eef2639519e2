import { expect, test } from 'vitest';
import {
  findUnfinished, isSameBallot, latestOf, type Ballotted, type Promised,
} from '../../../../../src/sim/replication/leaderless/paxos/ballot.js';

function at(number: number): Ballotted {
  return { ballot: { number, node: 0 }, proposal: { id: number, key: 0, identity: 0, op: -1 } };
}

function promised(accepted: Ballotted | null, committed: Ballotted | null): Promised {
  return { isGranted: true, number: 9, accepted, committed };
}

test('the latest is in the highest ballot, of none nothing', () => {
  expect(latestOf([at(2), null, at(5), at(3)])).toEqual(at(5));
  expect(latestOf([null])).toBe(null);
});

test('what was accepted is unfinished until somebody knows of a commit in that ballot or a later one', () => {
  expect(findUnfinished([promised(at(2), null), promised(at(4), at(1))])).toEqual(at(4));
  expect(findUnfinished([promised(at(2), null), promised(null, at(2))])).toBe(null);
  expect(findUnfinished([promised(at(2), null), promised(null, at(3))])).toBe(null);
  expect(findUnfinished([promised(null, null)])).toBe(null);
});

test('two ballots of one number are two ballots', () => {
  expect(isSameBallot({ number: 1, node: 0 }, { number: 1, node: 0 })).toBe(true);
  expect(isSameBallot({ number: 1, node: 0 }, { number: 1, node: 1 })).toBe(false);
});
