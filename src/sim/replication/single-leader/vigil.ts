/** A member's vigil: whom it takes for the leader, when it last heard, and when it stops waiting. */
import type { ProtocolRules } from './rules.js';

/** What a member knows of its leader. */
export class Vigil {
  /** Whom it follows or is itself; −1 while it knows no leader. */
  leader = -1;
  /** A person was asked to agree to another leader, or need not be. */
  isApproved = false;
  private readonly rules: ProtocolRules;
  /** By how much of the spread the n-th timeout is longer: 0 to 1. */
  private readonly draw: (n: number) => number;
  private draws = 0;
  private heardAtUs = 0;
  private votedAtUs = -Infinity;

  constructor(rules: ProtocolRules, draw: (n: number) => number) {
    this.rules = rules;
    this.draw = draw;
  }

  /** When it has waited for long enough, from now on. */
  nextTimeout(nowUs: number): number {
    const { timeoutUs, timeoutSpread } = this.rules;
    return nowUs + Math.round(timeoutUs * (1 + timeoutSpread * this.draw(this.draws++)));
  }

  /** A leader was heard. */
  hear(leader: number, nowUs: number): void {
    this.leader = leader;
    this.heardAtUs = nowUs;
    this.isApproved = false;
  }

  /** It has voted for somebody. */
  noteVote(nowUs: number): void {
    this.votedAtUs = nowUs;
  }

  /** Whether there is a leader, so that a trial for another one is refused. */
  hearsLeader(nowUs: number): boolean {
    const { fencing, preVote, timeoutUs } = this.rules;
    // A winner that is having others switched off will lead.
    if (fencing.kind === 'stonith' && nowUs - this.votedAtUs < timeoutUs) return true;
    return preVote && this.leader >= 0 && nowUs - this.heardAtUs < timeoutUs;
  }
}
