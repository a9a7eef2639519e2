/** A member's term and vote, which are on its disk: at most one vote a term, and none in a term that has passed. */
import type { VoteRequest } from './message.js';
import type { LogEnd } from './rules.js';

/** What else a voter goes by. */
export interface VoterState {
  readonly end: LogEnd;
  readonly incarnation: number;
  /** It has promised to make nobody else leader. */
  readonly isBound: boolean;
  /** It hears from a leader, or is one. */
  readonly hearsLeader: boolean;
  readonly isUpToDate: (candidate: LogEnd, voter: LogEnd) => boolean;
}

/** What a member has promised with its votes. */
export class Ballot {
  term = 0;
  private votedFor = -1;

  /** A later term begins, in which it has voted for nobody. */
  adopt(term: number): void {
    this.term = term;
    this.votedFor = -1;
  }

  /** A term begins for which it has one candidate. */
  begin(term: number, candidate: number): void {
    this.term = term;
    this.votedFor = candidate;
  }

  /** The disk is lost. */
  forget(): void {
    this.begin(0, -1);
  }

  /** Whether a request gets the vote, which is then given; on trial it is only said. */
  grant(from: number, request: VoteRequest, voter: VoterState): boolean {
    if (voter.isBound || request.incarnation !== voter.incarnation) return false;
    if (!voter.isUpToDate(request, voter.end)) return false;
    if (request.isTrial) return request.term > this.term && !voter.hearsLeader;
    if (request.term !== this.term || (this.votedFor >= 0 && this.votedFor !== from)) return false;
    this.votedFor = from;
    return true;
  }
}
