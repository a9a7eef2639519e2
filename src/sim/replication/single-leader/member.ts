/**
 * A member: what it keeps on disk, whom it follows, and what it does when something comes.
 *
 * It follows, or campaigns, or leads; a leader's state is its {@link Reign}. On disk are term, vote, log and
 * whether the copy was ever complete; what was applied is on disk too, as a database's records are.
 *
 * @see Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, 2014, figure 2
 */
import { assertNever } from '../../base/assert.js';
import type { DiscardCause } from '../../record/leadership.js';
import { Alarms, type AlarmKind } from './alarm.js';
import { Ballot } from './ballot.js';
import { Campaign } from './campaign.js';
import { LogIntake } from './log-intake.js';
import { LogCopy } from './log-copy.js';
import type { MemberLog } from './member-log.js';
import type { MemberParts } from './member-parts.js';
import { messageBytes, type Append, type Message, type VoteRequest } from './message.js';
import type { LeadershipWitness, SingleLeaderPort } from './port.js';
import { LeaderPromise } from './leader-promise.js';
import { Reign, type Proposal } from './reign.js';
import type { ProtocolRules } from './rules.js';
import { Vigil } from './vigil.js';
import type { VoterSet, VoterSets } from './voters.js';

/** One member of the cluster. */
export class Member {
  readonly index: number;
  readonly members: number;
  readonly rules: ProtocolRules;
  readonly port: SingleLeaderPort;
  readonly witness: LeadershipWitness;
  readonly voterSets: VoterSets;
  readonly alarms: Alarms;
  readonly log: MemberLog;
  readonly copy: LogCopy;
  /** Disks that it has lost, and copies that were thrown away. */
  incarnation = 0;
  /** It had all that a leader had, once, with this disk. */
  isComplete = true;
  isUp = true;
  /** Null while it does not lead. */
  reign: Reign | null = null;

  private readonly parts: MemberParts;
  private readonly intake: LogIntake;
  private readonly promise: LeaderPromise;
  private readonly ballot = new Ballot();
  private readonly vigil: Vigil;
  private candidacy: Campaign | null = null;
  /** Where its log departs from the leader's, and a person is waited for; −1 where it does not. */
  private divergedAt = -1;
  /** The person has come, and will copy the log of the next leader that is heard. */
  private mayCopy = false;

  constructor(index: number, parts: MemberParts) {
    this.index = index;
    this.parts = parts;
    this.members = parts.members;
    this.rules = parts.rules;
    this.port = parts.port;
    this.witness = parts.witness;
    this.voterSets = parts.voterSets;
    this.alarms = new Alarms((kind, atUs) => parts.port.setTimer(index, kind, atUs));
    const { appliesCommitted } = parts.rules;
    this.copy = new LogCopy({ ...parts, member: index, appliesCommitted });
    this.log = this.copy.log;
    this.intake = new LogIntake(this);
    this.promise = new LeaderPromise(parts.rules.fencing);
    this.vigil = new Vigil(parts.rules, (n) => parts.drawTimeout(index, n));
  }

  get term(): number {
    return this.ballot.term;
  }

  /** Whom it follows or is itself; −1 while it knows no leader. */
  get leader(): number {
    return this.vigil.leader;
  }

  get isDiverged(): boolean {
    return this.divergedAt >= 0;
  }

  /** Whether it leads, or has heard from a leader within a timeout. */
  isInTouch(nowUs: number): boolean {
    return this.reign !== null || this.vigil.hearsLeader(nowUs);
  }

  /** Who votes, by its log. */
  voters(): VoterSet {
    return this.voterSets.at(this.log.voterSet);
  }

  /** The run begins: all have elected the first leader, and where there are leases have just promised. */
  start(nowUs: number): void {
    const { firstLeader, port } = this.parts;
    this.armElection(nowUs);
    this.ballot.begin(1, firstLeader);
    this.vigil.leader = firstLeader;
    const clockUs = port.clockUs(firstLeader);
    if (this.index !== firstLeader) this.promise.renew(port.clockUs(this.index), clockUs);
    else this.lead(nowUs, clockUs);
  }

  propose(op: number, nowUs: number): Proposal {
    return this.reign?.propose(op, nowUs) ?? { kind: 'not-leader', leader: this.vigil.leader };
  }

  receive(from: number, message: Message, nowUs: number): void {
    if (this.isDiverged) {
      if (!this.mayCopy || message.kind !== 'append' || message.term < this.term) return;
      this.throwAway(nowUs);
    }
    switch (message.kind) {
      case 'append':
        this.hearLeader(from, message, nowUs);
        return;
      case 'appended':
        if (message.term > this.term) this.adopt(message.term, nowUs);
        else if (message.term === this.term) this.reign?.hear(from, message, nowUs);
        return;
      case 'vote-request':
        this.vote(from, message, nowUs);
        return;
      case 'vote':
        if (!message.isGranted && message.term > this.term) this.adopt(message.term, nowUs);
        else this.candidacy?.hear(from, message, nowUs);
        return;
      case 'campaign-now':
        if (this.reign === null && this.mayCampaign()) this.campaign(nowUs, false);
        return;
      case 'probe':
        this.sendStatus(from, message.askedAtUs);
        return;
      case 'grant':
        if (message.term === this.term) this.reign?.noteGrant(message.clockUs, nowUs);
        return;
      case 'promote':
        if (message.term <= this.term) return;
        this.adopt(message.term, nowUs);
        this.lead(nowUs);
        return;
      case 'follow':
        if (message.term <= this.term) return;
        this.adopt(message.term, nowUs);
        this.vigil.leader = message.leader;
        return;
      case 'status':
        return;
      default:
        assertNever(message);
    }
  }

  /** An alarm has come. */
  wake(kind: AlarmKind, nowUs: number): void {
    switch (kind) {
      case 'election':
        this.suspect(nowUs);
        return;
      case 'poll':
        this.candidacy?.endPoll(nowUs);
        return;
      case 'heartbeat':
        this.reign?.beat(nowUs);
        return;
      case 'batch':
        this.reign?.shipAll();
        return;
      case 'sync':
        this.reign?.expireSync(nowUs);
        return;
      case 'flush':
        this.intake.endFlush(nowUs);
        return;
      case 'copy':
        this.mayCopy = true;
        return;
      default:
        assertNever(kind);
    }
  }

  /** What was handed over to be applied is applied, up to a position. */
  applied(to: number): void {
    this.copy.noteApplied(to);
    this.reign?.settleReads();
    if (this.reign === null && this.rules.level === 'applied') this.intake.answerAgain();
  }

  /** A linearizable read. */
  read(read: number, nowUs: number): void {
    if (this.reign === null) this.port.answerRead(this.index, read, false);
    else this.reign.read(read, nowUs);
  }

  /** Somebody was switched off on its request. */
  noteShot(target: number, nowUs: number): void {
    this.candidacy?.noteShot(target, nowUs);
  }

  /** Its connection to another stands anew. */
  connect(to: number): void {
    this.reign?.reconnect(to);
  }

  crash(disk: 'kept' | 'lost', nowUs: number): void {
    this.isUp = false;
    if (this.reign !== null) this.witness.depose(this.index, this.term, nowUs);
    this.reign = null;
    this.candidacy = null;
    this.vigil.leader = -1;
    this.alarms.clearAll();
    this.intake.forget();
    if (disk === 'lost') this.wipe('wiped', 0, nowUs);
    this.copy.crash(nowUs);
  }

  restart(nowUs: number): void {
    this.isUp = true;
    this.vigil.isApproved = false;
    this.promise.renewBlindly(this.port.clockUs(this.index));
    if (this.isDiverged) {
      this.awaitCopy(nowUs);
      return;
    }
    this.copy.offerApply();
    this.armElection(nowUs);
    const isAlone = this.rules.failover.kind === 'none' && this.index === this.parts.firstLeader;
    if (!isAlone || !this.isComplete) return;
    this.ballot.begin(this.term + 1, this.index);
    this.lead(nowUs);
  }

  /** Becomes the leader of its term; `promisedAtUs` is what its clock reads where all have just promised. */
  lead(nowUs: number, promisedAtUs = -Infinity): void {
    this.candidacy = null;
    this.alarms.clear('election');
    this.alarms.clear('poll');
    this.intake.forget();
    this.vigil.leader = this.index;
    this.reign = new Reign(this, nowUs, promisedAtUs);
    this.witness.elect(this.index, this.term, nowUs);
    this.reign.begin(nowUs);
  }

  /** Leads no longer, and knows no leader. */
  stepDown(nowUs: number): void {
    if (this.reign === null) return;
    const { reign } = this;
    this.reign = null;
    this.vigil.leader = -1;
    this.witness.depose(this.index, this.term, nowUs);
    reign.end();
    for (const kind of ['heartbeat', 'batch', 'sync'] as const) this.alarms.clear(kind);
    this.armElection(nowUs);
  }

  /** Asks for votes: on trial, or for a new term. */
  campaign(nowUs: number, isTrial: boolean): void {
    if (!isTrial) {
      this.ballot.begin(this.term + 1, this.index);
      this.vigil.leader = -1;
    }
    this.candidacy = new Campaign(this, isTrial);
    this.armElection(nowUs);
    this.candidacy.begin(nowUs);
  }

  /** Its log departs from the leader's after a position: it takes no part until a person has seen to it. */
  diverge(leader: number, at: number, nowUs: number): void {
    this.divergedAt = at;
    this.vigil.leader = -1;
    this.alarms.clearAll();
    this.intake.forget();
    this.witness.diverge(this.index, leader, nowUs);
    this.awaitCopy(nowUs);
  }

  send(to: number, message: Message): void {
    this.port.send(this.index, to, message, messageBytes(message, this.parts.writeBytes));
  }

  private hearLeader(from: number, message: Append, nowUs: number): void {
    const isFenced = this.rules.fencing.kind !== 'none';
    if (message.term < this.term) {
      // Without fencing a member listens to any leader whose entries may follow its own, whatever it promised.
      if (isFenced) this.refuse(from, message);
      if (isFenced || message.term < this.log.lastTerm) return;
    } else if (message.term > this.term) this.adopt(message.term, nowUs);
    if (this.reign !== null) return;
    this.candidacy = null;
    this.alarms.clear('poll');
    this.vigil.hear(from, nowUs);
    this.promise.renew(this.port.clockUs(this.index), message.clockUs);
    this.armElection(nowUs);
    this.intake.take(from, message, nowUs);
  }

  /** Tells a leader that its term has passed. */
  private refuse(leader: number, { round, clockUs }: Append): void {
    const { term, incarnation } = this;
    const nothing = { receivedTo: 0, receivedTerm: 0, matchTo: 0, isCaughtUp: false };
    this.send(leader, { kind: 'appended', term, round, clockUs, isMatch: false, ...nothing, incarnation });
  }

  private vote(from: number, request: VoteRequest, nowUs: number): void {
    const { log, rules, incarnation } = this;
    const end = { lastTerm: log.lastTerm, last: log.end };
    const isBound = this.promise.isBinding(this.port.clockUs(this.index));
    const isDeaf = rules.fencing.kind === 'none' && this.reign !== null;
    if (!request.isTrial && request.term > this.term && !isBound && !isDeaf) this.adopt(request.term, nowUs);
    const hearsLeader = this.reign !== null || this.vigil.hearsLeader(nowUs);
    const voter = { end, incarnation, isBound, hearsLeader, isUpToDate: rules.isUpToDate };
    const isGranted = !isDeaf && this.ballot.grant(from, request, voter);
    if (isGranted && request.isTrial) this.candidacy?.meetRival(from, request);
    else if (isGranted) {
      this.vigil.noteVote(nowUs);
      this.armElection(nowUs);
    }
    // An unfenced leader does not say its term: nobody is to learn from it.
    const term = isGranted ? request.term : Math.min(this.term, isDeaf ? request.term : Infinity);
    this.send(from, { kind: 'vote', term, isTrial: request.isTrial, isGranted, ...end, incarnation });
  }

  /** Nothing was heard from a leader, or a campaign came to nothing. */
  private suspect(nowUs: number): void {
    const { failover, preVote } = this.rules;
    if (this.reign !== null || failover.kind !== 'majority') return;
    if (this.candidacy === null && !this.vigil.isApproved) {
      this.witness.suspect(this.index, this.vigil.leader, nowUs);
      this.vigil.isApproved = true;
      if (failover.approvalUs > 0) {
        this.alarms.set('election', nowUs + failover.approvalUs);
        return;
      }
    }
    if (this.mayCampaign()) this.campaign(nowUs, preVote);
    else this.armElection(nowUs);
  }

  private mayCampaign(): boolean {
    const isVoter = this.voters()[this.index] === this.incarnation;
    return isVoter && !this.promise.isBinding(this.port.clockUs(this.index));
  }

  /** A later term has begun somewhere. */
  private adopt(term: number, nowUs: number): void {
    this.stepDown(nowUs);
    this.ballot.adopt(term);
    this.candidacy = null;
    this.alarms.clear('poll');
    if (this.rules.fencing.kind !== 'none') this.vigil.leader = -1;
    this.alarms.setUnlessSet('election', nowUs + this.rules.timeoutUs);
  }

  private armElection(nowUs: number): void {
    this.alarms.set('election', this.vigil.nextTimeout(nowUs));
  }

  private sendStatus(to: number, askedAtUs: number): void {
    const { term, log, isComplete } = this;
    const { lastTerm, end: last } = log;
    const isLeader = this.reign !== null;
    const clockUs = this.port.clockUs(this.index);
    this.send(to, { kind: 'status', term, isLeader, lastTerm, last, isComplete, clockUs, askedAtUs });
  }

  private awaitCopy(nowUs: number): void {
    const { rejoin } = this.rules;
    this.mayCopy = false;
    if (rejoin.kind === 'refuse' && rejoin.copyAfterUs !== null) {
      this.alarms.set('copy', nowUs + rejoin.copyAfterUs);
    }
  }

  /** A person has the log thrown away: the leader will send all of its own. */
  private throwAway(nowUs: number): void {
    this.wipe('copied', this.divergedAt, nowUs);
    this.armElection(nowUs);
  }

  /** The log is gone: the member has promised things that it does not know any more. */
  private wipe(cause: DiscardCause, reportedAfter: number, nowUs: number): void {
    this.copy.truncate(0, cause, nowUs, reportedAfter);
    this.incarnation++;
    this.isComplete = false;
    this.divergedAt = -1;
    if (cause === 'wiped') this.ballot.forget();
  }
}
