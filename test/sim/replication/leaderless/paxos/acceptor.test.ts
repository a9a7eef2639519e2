import { beforeEach, describe, expect, test } from 'vitest';
import { Fingerprint } from '../../../../../src/sim/base/fingerprint.js';
import { Acceptor } from '../../../../../src/sim/replication/leaderless/paxos/acceptor.js';
import type { Ballot, Proposal } from '../../../../../src/sim/replication/leaderless/paxos/ballot.js';

const key = 0;
const first: Proposal = { id: 1, key, identity: 1, op: 7 };
const second: Proposal = { id: 2, key, identity: 2, op: 8 };

function ballot(number: number, node = 0): Ballot {
  return { number, node };
}

describe('an acceptor', () => {
  let acceptor: Acceptor;
  beforeEach(() => {
    acceptor = new Acceptor(0, new Fingerprint());
  });

  test('promises ever higher ballots, and says what it refuses for', () => {
    expect(acceptor.promise(key, ballot(2)).isGranted).toBe(true);
    expect(acceptor.promise(key, ballot(1))).toMatchObject({ isGranted: false, number: 2 });
    expect(acceptor.promise(key, ballot(3)).isGranted).toBe(true);
    expect(acceptor.promise(key, ballot(3)).isGranted).toBe(false);
  });

  test('promises one of two ballots with the same number, and accepts in that one alone', () => {
    acceptor.promise(key, ballot(2, 0));
    expect(acceptor.promise(key, ballot(2, 1)).isGranted).toBe(false);
    expect(acceptor.accept(key, ballot(2, 1), second)).toBe(false);
    expect(acceptor.accept(key, ballot(2, 0), first)).toBe(true);
  });

  test('accepts nothing below what it promised, and may accept what it did not promise', () => {
    acceptor.promise(key, ballot(2));
    expect(acceptor.accept(key, ballot(1), first)).toBe(false);
    expect(acceptor.accept(key, ballot(3), second)).toBe(true);
    expect(acceptor.promise(key, ballot(3, 1)).isGranted).toBe(false);
    expect(acceptor.promise(key, ballot(4)).accepted).toEqual({ ballot: ballot(3), proposal: second });
  });

  test('forgets what it accepted once that or something later is committed, and keeps what is newer', () => {
    acceptor.accept(key, ballot(2), first);
    acceptor.learn(key, { ballot: ballot(1), proposal: second });
    expect(acceptor.promise(key, ballot(3)).accepted).toEqual({ ballot: ballot(2), proposal: first });
    acceptor.learn(key, { ballot: ballot(2), proposal: first });
    expect(acceptor.promise(key, ballot(4))).toMatchObject({
      accepted: null,
      committed: { ballot: ballot(2), proposal: first },
    });
  });

  test('an older commit does not replace a later one, and what is committed counts as promised', () => {
    acceptor.learn(key, { ballot: ballot(5), proposal: second });
    acceptor.learn(key, { ballot: ballot(4), proposal: first });
    expect(acceptor.promise(key, ballot(5))).toMatchObject({ isGranted: false, committed: { proposal: second } });
  });

  test('knows nothing of other keys, and nothing at all once its disk is gone', () => {
    acceptor.promise(key, ballot(2));
    expect(acceptor.promise(1, ballot(1)).isGranted).toBe(true);
    acceptor.loseDisk();
    expect(acceptor.highestOf(key)).toBe(-Infinity);
    expect(acceptor.promise(key, ballot(1)).isGranted).toBe(true);
  });
});
