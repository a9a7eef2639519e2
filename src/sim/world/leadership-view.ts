/**
 * A look at all members at once, which none of them has: who leads in truth, whether anything is still to come, and
 * which log will prevail.
 */
import type { SingleLeaderCluster } from '../replication/single-leader/cluster.js';
import type { Member } from '../replication/single-leader/member.js';
import { compareEnds, type ProtocolRules } from '../replication/single-leader/rules.js';
import { isMajority } from '../replication/single-leader/voters.js';
import type { MemberStates } from './member-states.js';
import type { Node } from './node.js';

/** What is looked at. */
export interface LeadershipViewParts {
  readonly cluster: SingleLeaderCluster;
  readonly nodes: readonly Node[];
  readonly states: MemberStates;
  readonly rules: ProtocolRules;
  readonly firstLeader: number;
  /** Connected both ways. */
  readonly areConnected: (a: number, b: number) => boolean;
  /** Whether clients wait for answers. */
  waits(): { readonly writes: boolean; readonly reads: boolean };
}

/** A member's copy of the log. */
export interface MemberCopy {
  /** It takes itself for the leader. */
  readonly leads: boolean;
  readonly appliedTo: number;
  readonly end: number;
}

/** Sees all, and steers nothing. */
export class LeadershipView {
  private readonly parts: LeadershipViewParts;

  constructor(parts: LeadershipViewParts) {
    this.parts = parts;
  }

  /** Who leads with the latest term, and is up; null for nobody. */
  get leader(): Member | null {
    let found: Member | null = null;
    for (const member of this.parts.cluster.members) {
      if (member.reign === null || !this.isUp(member)) continue;
      if (found === null || member.term > found.term) found = member;
    }
    return found;
  }

  /** Something is still to come: an election that can succeed, entries for members in reach, or answers. */
  get isOwed(): boolean {
    const { leader } = this;
    if (leader === null) return this.mayElect(null);
    const { areConnected } = this.parts;
    const goal = this.goalOf(leader);
    if (leader.copy.appliedTo < goal || this.mayAnswer(leader)) return true;
    if (!this.hasMajority(leader) && this.mayElect(leader)) return true;
    return this.parts.cluster.members.some((member) => {
      if (member === leader || !this.isUp(member) || !areConnected(leader.index, member.index)) return false;
      if (member.isDiverged) return this.isCopied;
      const { log, copy, reign } = member;
      return reign !== null || compareEnds(endOf(member), endOf(leader)) !== 0 || copy.appliedTo < Math.min(goal, log.end);
    });
  }

  /** How many entries of the leader's log a member has not applied, and the first write among them; −1 for none. */
  behind(member: number): { readonly entries: number; readonly oldest: number } {
    const { leader } = this;
    const copy = this.parts.cluster.members[member];
    if (leader === null || leader === copy) return { entries: 0, oldest: -1 };
    let position = Math.min(commonEnd(copy, leader), this.parts.states.appliedTo(member)) + 1;
    const entries = leader.log.end - position + 1;
    while (position <= leader.log.end && leader.log.opAt(position) < 0) position++;
    return { entries, oldest: position <= leader.log.end ? leader.log.opAt(position) : -1 };
  }

  /** Writes that a member lacks and that stand in the log that prevails, or may. */
  listDue(survivors: readonly number[]): { readonly op: number; readonly replica: number }[] {
    const { members } = this.parts.cluster;
    const { leader } = this;
    const sources = leader === null ? survivors.map((survivor) => members[survivor]) : [leader];
    return survivors.flatMap((replica) =>
      sources.flatMap((source) => this.listLacked(members[replica], source).map((op) => ({ op, replica }))),
    );
  }

  /** How a member's copy stands. */
  copyAt(member: number): MemberCopy {
    const { log, reign } = this.parts.cluster.members[member];
    return { leads: reign !== null, appliedTo: this.parts.states.appliedTo(member), end: log.end };
  }

  /** Whether a member's records hold what stands in its log for a write. */
  holds(member: number, op: number): boolean {
    return this.parts.states.appliedTo(member) >= this.parts.states.positionOf(op) && this.has(member, op);
  }

  /** Whether a write stands in a member's log. */
  has(member: number, op: number): boolean {
    const { log } = this.parts.cluster.members[member];
    const position = this.parts.states.positionOf(op);
    return position <= log.end && log.opAt(position) === op;
  }

  /** Whether a write stands in the log that prevails: the leader's, or where nobody leads, any survivor's. */
  isKept(op: number, survivors: readonly number[]): boolean {
    const { leader } = this;
    return leader === null ? survivors.some((survivor) => this.has(survivor, op)) : this.has(leader.index, op);
  }

  /** What keeps members from being at rest, in words. */
  nameOwed(nameOf: (member: number) => string): string[] {
    const { leader } = this;
    if (leader === null) return ['nobody leads'];
    return this.parts.cluster.members.flatMap((member) => {
      const lacks = this.listLacked(member, leader).length;
      return lacks === 0 ? [] : [`${nameOf(member.index)} lacks ${String(lacks)} of the writes of ${nameOf(leader.index)}`];
    });
  }

  private get isCopied(): boolean {
    const { rejoin } = this.parts.rules;
    return rejoin.kind === 'refuse' && rejoin.copyAfterUs !== null;
  }

  /** Up to where everybody in reach will have applied a leader's log. */
  private goalOf(leader: Member): number {
    const { rules } = this.parts;
    return !rules.appliesCommitted || this.hasMajority(leader) ? leader.log.end : leader.copy.commitTo;
  }

  /** Whether requests that wait at a leader can still be answered with success. */
  private mayAnswer(leader: Member): boolean {
    const { writes, reads } = this.parts.waits();
    return (writes && this.mayAcknowledge(leader)) || (reads && this.hasMajority(leader));
  }

  private mayAcknowledge(leader: Member): boolean {
    const { acknowledge: rule } = this.parts.rules;
    const countOf = (of: readonly number[]): number => of.filter((member) => this.isInReach(leader, member)).length;
    switch (rule.kind) {
      case 'asynchronous':
      case 'semi-synchronous':
        return true;
      case 'synchronous':
        return this.parts.cluster.members.every(({ index }) => index === leader.index || this.isInReach(leader, index));
      case 'majority':
        return this.hasMajority(leader);
      case 'any':
      case 'first':
        return countOf(rule.of) >= rule.count;
    }
  }

  /** Whether members, or an observer, can make somebody leader who is in nobody's way: not this one. */
  private mayElect(but: Member | null): boolean {
    const { cluster, rules, firstLeader, areConnected } = this.parts;
    const { members } = cluster;
    const mayStand = (member: Member): boolean => member !== but && this.isUp(member) && !member.isDiverged;
    switch (rules.failover.kind) {
      case 'none':
        return but === null && mayStand(members[firstLeader]) && members[firstLeader].isComplete;
      case 'observer':
        if (but !== null && areConnected(members.length, but.index)) return false;
        return members.some((member) => mayStand(member) && member.isComplete && areConnected(members.length, member.index));
      case 'majority':
        return members.some(
          (member) => mayStand(member) && member.voters()[member.index] === member.incarnation && this.hasMajority(member),
        );
    }
  }

  private hasMajority(leader: Member): boolean {
    return isMajority(leader.voters(), (voter) => voter === leader.index || this.isInReach(leader, voter));
  }

  private isInReach(from: Member, to: number): boolean {
    const { members } = this.parts.cluster;
    return this.isUp(members[to]) && !members[to].isDiverged && this.parts.areConnected(from.index, to);
  }

  private isUp({ index }: Member): boolean {
    return this.parts.nodes[index].isUp;
  }

  /** Writes of one log after the point where the other parts from it, or has applied it to. */
  private listLacked(member: Member, source: Member): number[] {
    if (member === source && this.parts.states.appliedTo(member.index) >= source.log.end) return [];
    const agreed = commonEnd(member, source);
    const from = Math.min(agreed, this.parts.states.appliedTo(member.index));
    const lacked: number[] = [];
    for (let position = from + 1; position <= source.log.end; position++) {
      const op = source.log.opAt(position);
      if (op >= 0) lacked.push(op);
    }
    return lacked;
  }
}

function endOf({ log }: Member): { readonly lastTerm: number; readonly last: number } {
  return { lastTerm: log.lastTerm, last: log.end };
}

/** The last position up to which two logs are the same. */
function commonEnd({ log: a }: Member, { log: b }: Member): number {
  let position = Math.min(a.end, b.end);
  while (position > 0 && a.termAt(position) !== b.termAt(position)) position--;
  return position;
}
