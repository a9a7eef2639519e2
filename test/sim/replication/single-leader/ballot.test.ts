import { describe, expect, test } from 'vitest';
import { Ballot, type VoterState } from '../../../../src/sim/replication/single-leader/ballot.js';
import type { VoteRequest } from '../../../../src/sim/replication/single-leader/message.js';
import { compareEnds } from '../../../../src/sim/replication/single-leader/rules.js';

function ask(changes: Partial<VoteRequest> = {}): VoteRequest {
  return { kind: 'vote-request', term: 5, isTrial: false, lastTerm: 4, last: 10, incarnation: 0, ...changes };
}

function voter(changes: Partial<VoterState> = {}): VoterState {
  const isUpToDate: VoterState['isUpToDate'] = (candidate, own) => compareEnds(candidate, own) >= 0;
  return { end: { lastTerm: 4, last: 10 }, incarnation: 0, isBound: false, hearsLeader: false, isUpToDate, ...changes };
}

function ballotOf(term: number): Ballot {
  const ballot = new Ballot();
  ballot.adopt(term);
  return ballot;
}

describe('a vote', () => {
  test('goes to one candidate a term, as often as that one asks', () => {
    const ballot = ballotOf(5);
    expect([1, 2, 1].map((from) => ballot.grant(from, ask(), voter()))).toEqual([true, false, true]);
    ballot.adopt(6);
    expect(ballot.grant(2, ask({ term: 6 }), voter())).toBe(true);
  });

  test('is its own in a term that it began', () => {
    const ballot = new Ballot();
    ballot.begin(5, 0);
    expect(ballot.grant(1, ask(), voter())).toBe(false);
  });

  test('does not go to one of an older term, nor to one who is less up to date', () => {
    expect(ballotOf(6).grant(1, ask(), voter())).toBe(false);
    expect(ballotOf(5).grant(1, ask({ last: 9 }), voter())).toBe(false);
    expect(ballotOf(5).grant(1, ask({ lastTerm: 3, last: 99 }), voter())).toBe(false);
  });

  test('is not given against a promise, nor as somebody who it no longer is', () => {
    expect(ballotOf(5).grant(1, ask(), voter({ isBound: true }))).toBe(false);
    expect(ballotOf(5).grant(1, ask(), voter({ incarnation: 1 }))).toBe(false);
    expect(ballotOf(5).grant(1, ask({ incarnation: 1 }), voter({ incarnation: 1 }))).toBe(true);
  });

  test('on trial is not given away, and refused while a leader is heard', () => {
    const ballot = ballotOf(4);
    expect([1, 2].map((from) => ballot.grant(from, ask({ isTrial: true }), voter()))).toEqual([true, true]);
    expect(ballot.grant(1, ask({ isTrial: true }), voter({ hearsLeader: true }))).toBe(false);
    expect(ballot.grant(1, ask({ isTrial: true, term: 4 }), voter())).toBe(false);
  });
});
