/**
 * An acceptor: what one replica has promised, accepted and learned, key by key. It keeps that on its disk.
 *
 * @see Lamport, The part-time parliament, ACM TOCS 16(2) (1998)
 */
import type { Fingerprint } from '../../../base/fingerprint.js';
import {
  type Ballot, type Ballotted, isSameBallot, numberOf, type Promised, type Proposal,
} from './ballot.js';

/** State changes as the fingerprint sees them. */
const marks = { promise: 310, accept: 311, learn: 312 } as const;

interface KeyState {
  promised: Ballot | null;
  accepted: Ballotted | null;
  committed: Ballotted | null;
}

/** What one node keeps for Paxos. */
export class Acceptor {
  private readonly node: number;
  private readonly fingerprint: Fingerprint;
  private readonly states = new Map<number, KeyState>();

  constructor(node: number, fingerprint: Fingerprint) {
    this.node = node;
    this.fingerprint = fingerprint;
  }

  /** The highest number that it has met for a key; −∞ of none. */
  highestOf(key: number): number {
    return this.states.get(key)?.promised?.number ?? -Infinity;
  }

  /** Asked to take part in a ballot, and in no lower one from then on. */
  promise(key: number, ballot: Ballot): Promised {
    const state = this.stateOf(key);
    const isGranted = ballot.number > this.highestOf(key);
    if (isGranted) state.promised = ballot;
    this.fingerprint.add(marks.promise, this.node, key, isGranted ? 1 : 0);
    const { accepted, committed } = state;
    return { isGranted, number: this.highestOf(key), accepted, committed };
  }

  /** Asked to accept a proposal; refuses when it has promised a higher ballot, or another one of that number. */
  accept(key: number, ballot: Ballot, proposal: Proposal): boolean {
    const state = this.stateOf(key);
    const { promised } = state;
    const isGranted = promised === null || ballot.number > promised.number || isSameBallot(ballot, promised);
    if (isGranted) {
      state.promised = ballot;
      state.accepted = { ballot, proposal };
    }
    this.fingerprint.add(marks.accept, this.node, key, isGranted ? proposal.id : -1);
    return isGranted;
  }

  /** Told what was committed: nothing up to that ballot is of interest any more. */
  learn(key: number, commit: Ballotted): void {
    const state = this.stateOf(key);
    const { number } = commit.ballot;
    if (number <= numberOf(state.committed)) return;
    state.committed = commit;
    if (numberOf(state.accepted) <= number) state.accepted = null;
    if (number > this.highestOf(key)) state.promised = commit.ballot;
    this.fingerprint.add(marks.learn, this.node, key, commit.proposal.id);
  }

  /** Its disk is gone, and with it everything that it promised. */
  loseDisk(): void {
    this.states.clear();
  }

  private stateOf(key: number): KeyState {
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const state: KeyState = { promised: null, accepted: null, committed: null };
    this.states.set(key, state);
    return state;
  }
}
