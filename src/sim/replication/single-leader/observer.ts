/**
 * An observer: watches the leader from outside and makes another member leader, on what it reaches alone.
 *
 * It asks everybody how they are, a heartbeat apart. It forgets nothing and is never down; but whom its
 * links do not reach it takes for dead.
 */
import { Alarms, type AlarmKind } from './alarm.js';
import { LeaderPromise } from './leader-promise.js';
import { messageBytes, type Message, type Status } from './message.js';
import type { LeadershipWitness, SingleLeaderPort } from './port.js';
import { compareEnds, type ProtocolRules } from './rules.js';

interface Report {
  readonly status: Status;
  /** As of when. */
  readonly atUs: number;
}

/** The observer of a cluster. */
export class Observer {
  readonly index: number;
  private readonly rules: ProtocolRules;
  private readonly port: SingleLeaderPort;
  private readonly witness: LeadershipWitness;
  private readonly alarms: Alarms;
  private readonly promise: LeaderPromise;
  private readonly reports: (Report | null)[];
  private leader: number;
  private term = 1;
  /** Since when nothing else was heard than that the leader is well; also when it was made leader. */
  private leaderSeenAtUs = 0;
  /** When a person will have agreed; Infinity while there is no suspicion. */
  private agreedAtUs = Infinity;
  /** Whom it has made leader, while it is being made sure that the one before is not. */
  private successor = -1;

  constructor(parts: {
    readonly index: number;
    readonly firstLeader: number;
    readonly rules: ProtocolRules;
    readonly port: SingleLeaderPort;
    readonly witness: LeadershipWitness;
  }) {
    const { index, port } = parts;
    this.index = index;
    this.rules = parts.rules;
    this.port = port;
    this.witness = parts.witness;
    this.leader = parts.firstLeader;
    this.alarms = new Alarms((kind, atUs) => port.setTimer(index, kind, atUs));
    this.promise = new LeaderPromise(parts.rules.fencing);
    this.reports = Array.from({ length: index }, () => null);
  }

  /** Begins to ask. */
  start(nowUs: number): void {
    this.leaderSeenAtUs = nowUs;
    this.promise.renew(this.port.clockUs(this.index), this.port.clockUs(this.leader));
    this.ask(nowUs);
  }

  /** A timer went off. */
  goOff(kind: AlarmKind, nowUs: number): void {
    if (!this.alarms.goOff(kind, nowUs)) return;
    this.ask(nowUs);
    this.watch(nowUs);
  }

  receive(from: number, message: Message, nowUs: number): void {
    if (message.kind !== 'status') return;
    const { failover } = this.rules;
    // A query that was answered late says that its member was well when it was asked.
    const isQuery = failover.kind === 'observer' && failover.check === 'query';
    const atUs = isQuery ? message.askedAtUs : nowUs;
    this.reports[from] = { status: message, atUs };
    const isLed = message.isLeader && message.term === this.term && from === this.leader;
    if (isLed && this.successor < 0) this.seeLeader(from, message, atUs);
    else if (message.term < this.term && this.rules.fencing.kind !== 'none' && this.successor < 0) {
      this.send(from, { kind: 'follow', term: this.term, leader: this.leader });
    }
  }

  /** The leader before is off. */
  noteShot(target: number, nowUs: number): void {
    if (this.successor >= 0 && target === this.leader) this.promote(this.successor, nowUs);
  }

  private ask(nowUs: number): void {
    for (let member = 0; member < this.reports.length; member++) this.send(member, { kind: 'probe', askedAtUs: nowUs });
    this.alarms.set('heartbeat', nowUs + this.rules.heartbeatUs);
  }

  private seeLeader(from: number, { clockUs }: Status, atUs: number): void {
    this.leaderSeenAtUs = Math.max(this.leaderSeenAtUs, atUs);
    this.agreedAtUs = Infinity;
    if (this.rules.fencing.kind !== 'lease') return;
    this.promise.renew(this.port.clockUs(this.index), clockUs);
    this.send(from, { kind: 'grant', term: this.term, clockUs });
  }

  private watch(nowUs: number): void {
    const { failover, timeoutUs } = this.rules;
    if (failover.kind !== 'observer' || this.successor >= 0) return;
    if (nowUs - this.leaderSeenAtUs < timeoutUs) return;
    if (this.agreedAtUs === Infinity) {
      this.witness.suspect(this.index, this.leader, nowUs);
      this.agreedAtUs = nowUs + failover.approvalUs;
    }
    if (nowUs < this.agreedAtUs || this.promise.isBinding(this.port.clockUs(this.index))) return;
    const best = this.findBest(nowUs);
    if (best < 0) return;
    const isSure = this.rules.fencing.kind !== 'stonith' || best === this.leader;
    if (isSure) this.promote(best, nowUs);
    else {
      this.successor = best;
      this.witness.shoot(this.index, this.leader, nowUs);
      this.port.shoot(this.index, this.leader);
    }
  }

  /** The most up-to-date member that has answered within the timeout; −1 if none has. */
  private findBest(nowUs: number): number {
    let best = -1;
    let bestStatus: Status | null = null;
    this.reports.forEach((report, member) => {
      if (report === null || nowUs - report.atUs >= this.rules.timeoutUs) return;
      const { status } = report;
      if (!status.isComplete || (bestStatus !== null && compareEnds(status, bestStatus) <= 0)) return;
      best = member;
      bestStatus = status;
    });
    return best;
  }

  private promote(member: number, nowUs: number): void {
    this.term++;
    this.leader = member;
    this.successor = -1;
    this.agreedAtUs = Infinity;
    this.leaderSeenAtUs = nowUs;
    this.send(member, { kind: 'promote', term: this.term });
    if (this.rules.fencing.kind === 'none') return;
    for (let other = 0; other < this.reports.length; other++) {
      if (other !== member) this.send(other, { kind: 'follow', term: this.term, leader: member });
    }
  }

  private send(to: number, message: Message): void {
    this.port.send(this.index, to, message, messageBytes(message, 0));
  }
}
