/**
 * A reign: what a leader has for as long as it is one. It begins with an entry of its own term, ships its
 * log, counts who has what, and so learns what is committed and what may be acknowledged.
 */
import { Acknowledgement } from './acknowledgement.js';
import type { Member } from './member.js';
import { termBegins, voterEntry } from './member-log.js';
import type { Append, Appended } from './message.js';
import { PendingReads } from './pending-reads.js';
import { Progress } from './progress.js';
import { isMajority, majorityValue } from './voters.js';

/** What becomes of a write that a member was asked to take in. */
export type Proposal =
  | { readonly kind: 'taken'; readonly position: number }
  /** It does not lead; `leader` is who does, as far as it knows, or −1. */
  | { readonly kind: 'not-leader'; readonly leader: number }
  /** It leads, and those who could replace it have not promised not to. */
  | { readonly kind: 'no-lease' };

/** A leader at work. */
export class Reign {
  readonly term: number;
  private readonly member: Member;
  private readonly others: readonly Progress[];
  private readonly acknowledgement: Acknowledgement;
  private readonly reads: PendingReads;
  /** Position of the entry with which the term begins. */
  private readonly beganAt: number;
  private ackedTo: number;
  /** What stands after this waits for its batch to close. */
  private closedTo: number;
  /** Sendings so far. */
  private round = 0;
  /** The leader's clock when the observer's last promise was asked for. */
  private grantedClockUs: number;
  private toldLeaseEnd = -Infinity;

  constructor(member: Member, nowUs: number, promisedAtUs: number) {
    const { rules, log, index, witness } = member;
    this.member = member;
    this.term = member.term;
    this.others = Array.from({ length: member.members }, (_, other) => other)
      .filter((other) => other !== index)
      .map((other) => new Progress(other, log.end + 1, nowUs));
    this.grantedClockUs = promisedAtUs;
    if (promisedAtUs > -Infinity) for (const other of this.others) other.notePromise(promisedAtUs);
    this.acknowledgement = new Acknowledgement({
      rule: rules.acknowledge,
      leader: index,
      others: this.others,
      timeoutUs: rules.timeoutUs,
      witness,
      nowUs,
    });
    this.reads = new PendingReads((read, isAllowed) => member.port.answerRead(index, read, isAllowed));
    this.beganAt = this.appendOwn(termBegins);
    this.ackedTo = this.beganAt;
    this.closedTo = this.beganAt;
  }

  /** Tells everybody, and goes on telling. */
  begin(nowUs: number): void {
    // What it had not flushed as a follower is flushed with its own entry.
    this.member.copy.offerApply();
    this.beat(nowUs);
    this.advance(nowUs);
  }

  propose(op: number, nowUs: number): Proposal {
    const { member } = this;
    if (!this.mayTakeWrites()) return { kind: 'no-lease' };
    const position = this.appendOwn(op);
    this.acknowledgement.sync?.noteTaken(position, nowUs);
    member.copy.offerApply();
    this.shipSoon(nowUs);
    this.advance(nowUs);
    return { kind: 'taken', position };
  }

  /** Whether a write would be taken in now: where there are leases, it holds one. */
  mayTakeWrites(): boolean {
    return this.member.rules.fencing.kind !== 'lease' || this.holdsLease();
  }

  /** It has applied all that it had received when its term began, where it hands out what it received. */
  get isDrained(): boolean {
    const { rules, copy } = this.member;
    return rules.appliesCommitted || copy.appliedTo >= this.beganAt - 1;
  }

  /** A heartbeat's time has come. */
  beat(nowUs: number): void {
    const { member } = this;
    if (member.rules.checkQuorum && !this.isHeardByMajority(nowUs)) {
      member.stepDown(nowUs);
      return;
    }
    for (const other of this.others) this.sendSomething(other);
    member.alarms.set('heartbeat', nowUs + member.rules.heartbeatUs);
    this.advance(nowUs);
  }

  /** A batch has been open for long enough. */
  shipAll(): void {
    this.member.alarms.clear('batch');
    this.closedTo = this.member.log.end;
    for (const other of this.others) this.ship(other);
  }

  /** The patience with synchronous followers is at its end. */
  expireSync(nowUs: number): void {
    this.acknowledgement.sync?.expire(nowUs);
    this.advance(nowUs);
  }

  /** A member answered. */
  hear(from: number, answer: Appended, nowUs: number): void {
    const other = this.progressOf(from);
    if (answer.incarnation < other.incarnation) return;
    if (answer.incarnation > other.incarnation) this.meet(other, answer);
    other.noteEcho(answer.round, answer.clockUs, nowUs);
    this.acknowledgement.sync?.noteHeard(other, nowUs);
    if (answer.isMatch) this.noteMatch(other, answer, nowUs);
    else if (answer.round > other.settledRound) {
      const { log } = this.member;
      const { receivedTo, receivedTerm } = answer;
      other.noteMismatch(log.lastOfTerm(receivedTerm, Math.min(receivedTo, other.next - 1)), this.round);
    }
    this.ship(other);
    this.advance(nowUs);
  }

  /** A connection stands anew. */
  reconnect(to: number): void {
    const other = this.progressOf(to);
    other.reconnect(this.round);
    this.sendSomething(other);
  }

  /** The observer has promised. */
  noteGrant(clockUs: number, nowUs: number): void {
    this.grantedClockUs = Math.max(this.grantedClockUs, clockUs);
    this.tellLease(nowUs);
  }

  /** A linearizable read: answered when it is certain that nobody else led when it was asked for. */
  read(read: number, nowUs: number): void {
    const { member } = this;
    const isCertain = member.rules.fencing.kind === 'lease' && this.holdsLease();
    this.reads.add(read, isCertain ? -1 : this.round);
    if (!isCertain) for (const other of this.others) this.sendSomething(other);
    this.settleReads();
    this.advance(nowUs);
  }

  /** The leader has applied more. */
  settleReads(): void {
    const { member } = this;
    if (this.reads.isEmpty) return;
    const { copy, index } = member;
    const { commitTo, appliedTo } = copy;
    const voters = member.voters();
    this.reads.settle({
      commitTo: commitTo >= this.beganAt ? commitTo : -1,
      appliedTo,
      confirmedRound: majorityValue(voters, (voter, incarnation) => {
        if (voter === index) return Infinity;
        const other = this.progressOf(voter);
        return this.isCounted(other, incarnation) ? other.echoedRound : 0;
      }),
    });
  }

  /** The reign ends: nobody who waits will be answered by it. */
  end(): void {
    const { member } = this;
    const { log, port, index } = member;
    this.reads.refuseAll();
    for (let position = this.ackedTo + 1; position <= log.end; position++) {
      const op = log.opAt(position);
      if (op >= 0) port.abandon(index, op, position);
    }
  }

  private holdsLease(): boolean {
    const { member } = this;
    return member.port.clockUs(member.index) < this.leaseEnd();
  }

  /** Those who keep count are told of a lease that has another end now. */
  private tellLease(nowUs: number): void {
    const { rules, witness, index } = this.member;
    if (rules.fencing.kind !== 'lease') return;
    const untilClockUs = this.leaseEnd();
    if (untilClockUs === this.toldLeaseEnd || untilClockUs === -Infinity) return;
    this.toldLeaseEnd = untilClockUs;
    witness.lease(index, untilClockUs, nowUs);
  }

  /** What its clock will read when its lease ends; −Infinity where it never had one. */
  private leaseEnd(): number {
    const { member } = this;
    const { fencing, failover } = member.rules;
    if (fencing.kind !== 'lease') return -Infinity;
    const clockUs = member.port.clockUs(member.index);
    const promisedAtUs =
      failover.kind === 'observer'
        ? this.grantedClockUs
        : majorityValue(member.voters(), (voter, incarnation) => {
            if (voter === member.index) return clockUs;
            const other = this.progressOf(voter);
            return this.isCounted(other, incarnation) ? other.echoedClockUs : -Infinity;
          });
    return promisedAtUs + fencing.lengthUs;
  }

  private isHeardByMajority(nowUs: number): boolean {
    const { member } = this;
    return isMajority(
      member.voters(),
      (voter) =>
        voter === member.index || nowUs - this.progressOf(voter).heardAtUs <= member.rules.timeoutUs,
    );
  }

  private noteMatch(other: Progress, answer: Appended, nowUs: number): void {
    other.noteMatch(answer.receivedTo, answer.matchTo);
    other.isCaughtUp = answer.isCaughtUp;
    if (answer.isCaughtUp) this.acknowledgement.sync?.noteCaughtUp(other, nowUs);
  }

  private meet(other: Progress, { incarnation }: Appended): void {
    if (other.incarnation < 0) other.incarnation = incarnation;
    else other.beginAnew(incarnation, this.round);
  }

  private appendOwn(op: number): number {
    const { log } = this.member;
    const position = log.append(this.term, op);
    log.flushedTo = position;
    return position;
  }

  private shipSoon(nowUs: number): void {
    const { alarms, log, rules } = this.member;
    const { batchUs, maxBatch } = rules;
    if (batchUs === 0 || log.end - this.closedTo >= maxBatch) this.shipAll();
    else alarms.setUnlessSet('batch', nowUs + batchUs);
  }

  /** Sends what is due, as far as it may be on the way. */
  private ship(other: Progress): void {
    const { index, port, rules } = this.member;
    if (!port.isConnected(index, other.member)) return;
    while (other.next <= this.closedTo && other.maySend) {
      this.send(other, Math.min(this.closedTo, other.next - 1 + rules.maxBatch));
    }
  }

  /** Sends what is due, and where nothing is, a heartbeat. */
  private sendSomething(other: Progress): void {
    const { index, port } = this.member;
    const before = this.round;
    this.ship(other);
    if (this.round === before && port.isConnected(index, other.member)) this.send(other, other.next - 1);
  }

  private send(other: Progress, upTo: number): void {
    const { member } = this;
    const { log } = member;
    const previous = other.next - 1;
    this.round++;
    const message: Append = {
      kind: 'append',
      term: this.term,
      round: this.round,
      clockUs: member.port.clockUs(member.index),
      previous,
      previousTerm: log.termAt(previous),
      ...log.slice(previous, upTo),
      commitTo: member.copy.commitTo,
      logEnd: this.closedTo,
    };
    other.noteSent(this.round, upTo);
    member.send(other.member, message);
  }

  /** Draws what follows from who has what. */
  private advance(nowUs: number): void {
    this.tellLease(nowUs);
    this.commit();
    this.acknowledge(nowUs);
    this.tendVoters(nowUs);
    this.settleReads();
  }

  private commit(): void {
    const { member } = this;
    const { log } = member;
    const reached = majorityValue(member.voters(), (voter, incarnation) => {
      if (voter === member.index) return log.flushedTo;
      const other = this.progressOf(voter);
      return this.isCounted(other, incarnation) ? other.matchTo : 0;
    });
    if (reached <= member.copy.commitTo || !member.rules.mayCount(log, reached, this.term)) return;
    member.copy.commitTo = reached;
    member.copy.offerApply();
    if (member.rules.tellsCommits) for (const other of this.others) this.sendSomething(other);
  }

  private acknowledge(nowUs: number): void {
    const { member, acknowledgement } = this;
    const { log, index, port, witness } = member;
    const { sync } = acknowledgement;
    const view = { logEnd: log.end, commitTo: member.copy.commitTo, nowUs };
    const to = acknowledgement.reachedTo(view);
    while (this.ackedTo < to) {
      const op = log.opAt(++this.ackedTo);
      if (op < 0) continue;
      witness.acknowledge({ leader: index, op, term: this.term, missing: sync?.missing ?? 0 }, nowUs);
      port.acknowledge(index, op, this.ackedTo);
    }
    if (sync === null) return;
    sync.noteAcknowledged(this.ackedTo);
    if (sync.deadlineUs < Infinity) member.alarms.set('sync', sync.deadlineUs);
    else member.alarms.clear('sync');
  }

  /** Takes out of the set of voters whoever has lost its disk, and in again whoever has caught up; see voters.ts. */
  private tendVoters(nowUs: number): void {
    const { member } = this;
    const { log, rules } = member;
    const { commitTo } = member.copy;
    const isSettled = commitTo >= this.beganAt && commitTo >= log.voterSetAt;
    if (rules.failover.kind !== 'majority' || !isSettled) return;
    const voters = member.voters();
    for (const other of this.others) {
      const voting = voters[other.member];
      const isGone = voting >= 0 && other.incarnation > voting;
      const isReady = voting < 0 && other.incarnation >= 0 && other.isCaughtUp && other.matchTo >= commitTo;
      if (!isGone && !isReady) continue;
      const incarnation = isGone ? -1 : other.incarnation;
      const set = member.voterSets.numberOf(log.voterSet, other.member, incarnation);
      this.appendOwn(voterEntry(set));
      member.witness.admit(other.member, incarnation, nowUs);
      this.shipAll();
      this.commit();
      return;
    }
  }

  /** Whether a member has a say: as a voter it is asked for, or as anybody where nobody votes. */
  private isCounted(other: Progress, incarnation: number): boolean {
    return this.member.rules.failover.kind !== 'majority' || other.incarnation === incarnation;
  }

  private progressOf(member: number): Progress {
    return this.others[member < this.member.index ? member : member - 1];
  }
}
