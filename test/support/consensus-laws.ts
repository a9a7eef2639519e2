/**
 * The safety laws of consensus, watched over a network of members as it runs.
 *
 * @see Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, 2014, figure 3
 */
import type { Member } from '../../src/sim/replication/single-leader/member.js';
import type { SingleLeaderNetwork } from './single-leader-network.js';

interface Entry {
  readonly term: number;
  readonly op: number;
}

/** Checks a network after each event, and lists what broke a law. */
export class ConsensusLaws {
  readonly broken: string[] = [];
  private readonly network: SingleLeaderNetwork;
  private readonly leaders = new Map<number, number>();
  /** What leaders have committed, by position − 1. */
  private readonly committed: Entry[] = [];
  private readonly applied: number[] = [];
  private readonly seenCommit: number[];
  private readonly seenState: number[];

  constructor(network: SingleLeaderNetwork) {
    this.network = network;
    this.seenCommit = network.members.map(() => 0);
    this.seenState = network.members.map(() => 0);
    network.notes.onElect = (leader, term) => this.checkElection(leader, term);
    network.afterEvent = () => this.checkStep();
  }

  /** What two members have in common by (term, position) is all the same before. */
  checkLogs(): void {
    const { members } = this.network;
    for (const a of members) {
      for (const b of members) if (a.index < b.index) this.checkMatching(a, b);
    }
  }

  /** Acknowledged writes that a member's log has not got. */
  missingFrom(member: Member): readonly number[] {
    return this.network.asked
      .filter(({ ackedAtUs, position, op }) => ackedAtUs >= 0 && opAt(member, position) !== op)
      .map(({ op }) => op);
  }

  private checkElection(leader: number, term: number): void {
    const before = this.leaders.get(term);
    if (before !== undefined) this.broken.push(`election safety: ${before} and ${leader} in term ${term}`);
    this.leaders.set(term, leader);
    const member = this.network.members[leader];
    this.committed.forEach(({ term: ofEntry, op }, i) => {
      const isThere = member.log.end > i && member.log.termAt(i + 1) === ofEntry && opAt(member, i + 1) === op;
      if (!isThere && ofEntry < term) this.broken.push(`leader completeness: ${leader} in term ${term} lacks ${i + 1}`);
    });
    for (const op of this.missingFrom(member)) {
      if (this.network.asked[op].term < term) this.broken.push(`leader ${leader} in term ${term} lacks acknowledged ${op}`);
    }
    this.checkLogs();
  }

  private checkStep(): void {
    for (const member of this.network.members) {
      this.checkCommits(member);
      this.checkState(member);
    }
  }

  private checkCommits(member: Member): void {
    const { index, log } = member;
    const { commitTo } = member.copy;
    const from = Math.min(this.seenCommit[index], commitTo);
    for (let position = from + 1; position <= commitTo; position++) {
      const entry = { term: log.termAt(position), op: log.opAt(position) };
      const known = this.committed[position - 1];
      if (known === undefined) this.committed[position - 1] = entry;
      else if (known.op !== entry.op || known.term !== entry.term) this.broken.push(`two commits at ${position}`);
    }
    this.seenCommit[index] = commitTo;
  }

  private checkState(member: Member): void {
    const state = this.network.stateOf(member.index);
    if (!member.rules.appliesCommitted) return;
    const from = Math.min(this.seenState[member.index], state.length);
    for (let i = from; i < state.length; i++) {
      this.applied[i] ??= state[i];
      if (this.applied[i] !== state[i]) this.broken.push(`state machine safety: two ops applied at ${i + 1}`);
    }
    this.seenState[member.index] = state.length;
  }

  private checkMatching(a: Member, b: Member): void {
    let common = Math.min(a.log.end, b.log.end);
    while (common > 0 && a.log.termAt(common) !== b.log.termAt(common)) common--;
    for (let position = 1; position <= common; position++) {
      const isSame = a.log.termAt(position) === b.log.termAt(position) && a.log.opAt(position) === b.log.opAt(position);
      if (!isSame) {
        this.broken.push(`log matching: ${a.index} and ${b.index} at ${position}`);
        return;
      }
    }
  }
}

function opAt({ log }: Member, position: number): number | null {
  return position <= log.end ? log.opAt(position) : null;
}
