/**
 * A campaign: a member asks for votes, first on trial where the rules say so, and counts the answers.
 *
 * Where the best is sought, a trial waits for everybody's answer, or for a heartbeat's time and then for enough
 * answers, and is given up in favour of whoever has answered and is more up to date. Of two on trial at once
 * one gives way, since timeouts there may be closer to each other than members are. With STONITH a winner waits a
 * heartbeat's time for late voters, and has everybody switched off who has not voted for it: any of them could lead.
 */
import type { Member } from './member.js';
import type { Vote } from './message.js';
import { compareEnds, type LogEnd } from './rules.js';
import { isMajority } from './voters.js';

/** Where a campaign has got to. */
type Phase = 'trial' | 'left-to-better' | 'vote' | 'late-votes' | 'switching-off';

/** A candidate at work. */
export class Campaign {
  readonly term: number;
  private readonly member: Member;
  private phase: Phase;
  /** A trial waits no longer for everybody: enough answers will do, however late they come. */
  private isPollOver = false;
  private readonly answers = new Map<number, Vote>();
  /** Who is being switched off. */
  private readonly targets = new Set<number>();

  /** On trial it asks for the next term; else the member has begun that term and voted for itself. */
  constructor(member: Member, isTrial: boolean) {
    this.member = member;
    this.phase = isTrial ? 'trial' : 'vote';
    this.term = isTrial ? member.term + 1 : member.term;
  }

  /** Asks all voters. */
  begin(nowUs: number): void {
    const { member } = this;
    const { rules } = member;
    this.ask();
    if (this.phase === 'trial' && rules.seeksBest) member.alarms.set('poll', nowUs + rules.heartbeatUs);
    this.count(nowUs);
  }

  /** A voter answered. */
  hear(from: number, vote: Vote, nowUs: number): void {
    if (vote.isTrial !== (this.phase === 'trial')) return;
    if (vote.isGranted && vote.term !== this.term) return;
    this.answers.set(from, vote);
    this.count(nowUs);
  }

  /** Another one is on trial, and this member would vote for it: where both are as good, the first of them goes on. */
  meetRival(rival: number, end: LogEnd): void {
    const { rules, log, index } = this.member;
    if (this.phase !== 'trial' || !rules.seeksBest) return;
    const lead = compareEnds(end, { lastTerm: log.lastTerm, last: log.end });
    if (lead > 0 || (lead === 0 && rival < index)) this.phase = 'left-to-better';
  }

  /** Nobody else is waited for. */
  endPoll(nowUs: number): void {
    this.isPollOver = true;
    if (this.phase === 'trial') this.decideTrial(nowUs);
    else if (this.phase === 'late-votes') this.switchOff(nowUs);
    else if (this.phase === 'switching-off') this.keepVotes(nowUs);
  }

  /** A target is off. */
  noteShot(target: number, nowUs: number): void {
    if (this.phase !== 'switching-off') return;
    this.targets.delete(target);
    if (this.targets.size === 0) this.member.lead(nowUs);
  }

  private ask(): void {
    const { member } = this;
    const { log, index } = member;
    member.voters().forEach((incarnation, voter) => {
      if (voter === index || incarnation < 0) return;
      member.send(voter, {
        kind: 'vote-request',
        term: this.term,
        isTrial: this.phase === 'trial',
        lastTerm: log.lastTerm,
        last: log.end,
        incarnation,
      });
    });
  }

  private count(nowUs: number): void {
    const { member } = this;
    const { rules } = member;
    switch (this.phase) {
      case 'trial':
        if (!rules.seeksBest || this.isPollOver || this.isAnsweredByAll()) this.decideTrial(nowUs);
        return;
      case 'vote':
        if (!this.isWon()) return;
        if (rules.fencing.kind !== 'stonith') {
          member.lead(nowUs);
          return;
        }
        this.phase = 'late-votes';
        member.alarms.set('poll', nowUs + rules.heartbeatUs);
        if (this.isAnsweredByAll()) this.switchOff(nowUs);
        return;
      case 'late-votes':
        if (this.isAnsweredByAll()) this.switchOff(nowUs);
        return;
      case 'left-to-better':
      case 'switching-off':
        return;
    }
  }

  private decideTrial(nowUs: number): void {
    if (!this.isWon()) return;
    const better = this.member.rules.seeksBest ? this.findBetter() : null;
    if (better === null) {
      this.member.campaign(nowUs, false);
      return;
    }
    this.phase = 'left-to-better';
    this.member.send(better, { kind: 'campaign-now' });
  }

  private switchOff(nowUs: number): void {
    const { member } = this;
    const { fencing, timeoutUs } = member.rules;
    this.phase = 'switching-off';
    for (let other = 0; other < member.members; other++) {
      if (other !== member.index && !this.isGranted(other)) this.targets.add(other);
    }
    if (this.targets.size === 0) {
      member.lead(nowUs);
      return;
    }
    const delayUs = fencing.kind === 'stonith' ? fencing.delayUs : 0;
    member.alarms.set('election', nowUs + delayUs + timeoutUs);
    this.keepVotes(nowUs);
    for (const target of this.targets) {
      member.witness.shoot(member.index, target, nowUs);
      member.port.shoot(member.index, target);
    }
  }

  /** Voters that hear nothing would hold an election of their own: they are asked again, a heartbeat apart. */
  private keepVotes(nowUs: number): void {
    this.ask();
    this.member.alarms.set('poll', nowUs + this.member.rules.heartbeatUs);
  }

  /** Who has answered and is more up to date than the candidate, the most; null if nobody. */
  private findBetter(): number | null {
    const { log } = this.member;
    let best = { lastTerm: log.lastTerm, last: log.end };
    let found: number | null = null;
    for (const [from, vote] of this.answers) {
      const isVoter = this.member.voters()[from] === vote.incarnation;
      if (!isVoter || compareEnds(vote, best) <= 0) continue;
      best = vote;
      found = from;
    }
    return found;
  }

  private isWon(): boolean {
    const { member } = this;
    return isMajority(member.voters(), (voter) => voter === member.index || this.isGranted(voter));
  }

  private isGranted(voter: number): boolean {
    const vote = this.answers.get(voter);
    return vote !== undefined && vote.isGranted && vote.incarnation === this.member.voters()[voter];
  }

  private isAnsweredByAll(): boolean {
    const { member } = this;
    return member
      .voters()
      .every((incarnation, voter) => voter === member.index || incarnation < 0 || this.answers.has(voter));
  }
}
