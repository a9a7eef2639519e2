/**
 * A network for tests of the protocol of a single leader: members that crash and stand still, FIFO connections
 * with numbers, clocks that lie. It implements the protocol's port and drives it; nothing of the world is used.
 */
import type { AlarmKind } from '../../src/sim/replication/single-leader/alarm.js';
import { SingleLeaderCluster } from '../../src/sim/replication/single-leader/cluster.js';
import type { Member } from '../../src/sim/replication/single-leader/member.js';
import type { Message } from '../../src/sim/replication/single-leader/message.js';
import type { SingleLeaderPort } from '../../src/sim/replication/single-leader/port.js';
import type { ProtocolRules } from '../../src/sim/replication/single-leader/rules.js';
import type { SingleLeader } from '../../src/sim/scenario.js';
import { LeadershipNotes } from './leadership-notes.js';
import { MachineNetwork } from './machine-network.js';

/** What a network is made of. */
export interface NetworkParts {
  readonly spec: SingleLeader;
  readonly members: number;
  readonly seed: number;
  /** One-way latencies are drawn between these. */
  readonly latencyUs?: readonly [low: number, high: number];
  readonly applyUs?: number;
  /** When a member that was switched off is switched on again; by default never. */
  readonly restartAfterShotUs?: number;
  readonly rules?: Partial<ProtocolRules>;
}

/** A write that a leader took in, and what became of it there. */
export interface Asked {
  readonly op: number;
  readonly leader: number;
  readonly term: number;
  readonly position: number;
  readonly atUs: number;
  ackedAtUs: number;
  isAbandoned: boolean;
}

/** A linearizable read that was answered. */
export interface AnsweredRead {
  readonly askedAtUs: number;
  readonly leader: number;
  readonly isAllowed: boolean;
  readonly atUs: number;
  /** The writes that the leader held then. */
  readonly sees: ReadonlySet<number>;
}

/** What a member's machine has beside being up. */
interface Copy {
  skewUs: number;
  driftPpm: number;
  /** Ops applied, by position − 1. */
  readonly state: number[];
  appliedAtUs: number;
  /** Grows with each undo or crash; what was handed over before is void. */
  generation: number;
}

/** Members, connections and time. */
export class SingleLeaderNetwork extends MachineNetwork<Message> implements SingleLeaderPort {
  readonly cluster: SingleLeaderCluster;
  readonly notes: LeadershipNotes;
  /** By op. */
  readonly asked: Asked[] = [];
  readonly reads: AnsweredRead[] = [];

  private readonly parts: NetworkParts;
  private readonly readsAskedAtUs: number[] = [];
  private readonly copies: readonly Copy[];

  constructor(parts: NetworkParts) {
    super({ ...parts, machines: parts.members + 1 });
    this.parts = parts;
    this.copies = this.machines.map(() => ({ skewUs: 0, driftPpm: 0, state: [], appliedAtUs: 0, generation: 0 }));
    this.notes = new LeadershipNotes((who) => this.members[who].isUp);
    const { spec, members, seed, rules } = parts;
    const shape = { spec, members, seed, writeBytes: 100, port: this, witness: this.notes };
    this.cluster = new SingleLeaderCluster(rules === undefined ? shape : { ...shape, rules });
  }

  get members(): readonly Member[] {
    return this.cluster.members;
  }

  /** Members that lead, are up and do not stand still. */
  leaders(): readonly Member[] {
    return this.members.filter((member) => member.reign !== null && this.isAlive(member.index));
  }

  /** Ops that a member has applied, in order. */
  stateOf(member: number): readonly number[] {
    return this.copies[member].state;
  }

  /** A client's write is executed at a member; returns whether it took it in. */
  write(member: number): boolean {
    if (!this.isAlive(member)) return false;
    const op = this.asked.length;
    const { term, log } = this.members[member];
    // An acknowledgement may come before the answer.
    this.asked.push({ op, leader: member, term, position: log.end + 1, atUs: this.nowUs, ackedAtUs: -1, isAbandoned: false });
    const isTaken = this.cluster.propose(member, op, this.nowUs).kind === 'taken';
    if (!isTaken) this.asked.pop();
    return isTaken;
  }

  /** A client's linearizable read arrives at a member. */
  askToRead(member: number): void {
    const askedAtUs = this.nowUs;
    this.wakeful(member, () => this.cluster.read(member, this.readsAskedAtUs.push(askedAtUs) - 1, this.nowUs));
  }

  /** Sets how a clock departs from true time. */
  setClock(who: number, skewUs: number, driftPpm = 0): void {
    const copy = this.copies[who];
    copy.skewUs = skewUs - (driftPpm * this.nowUs) / 1e6;
    copy.driftPpm = driftPpm;
  }

  setTimer(who: number, kind: AlarmKind, atUs: number): void {
    this.at(atUs, () => this.wakeful(who, () => this.cluster.goOff(who, kind, this.nowUs)));
  }

  override clockUs(who: number): number {
    const { skewUs, driftPpm } = this.copies[who];
    return Math.floor(this.nowUs + skewUs + (driftPpm * this.nowUs) / 1e6);
  }

  apply(member: number, after: number, upTo: number): void {
    const copy = this.copies[member];
    const { generation } = copy;
    const workUs = (this.parts.applyUs ?? 0) * (upTo - after);
    copy.appliedAtUs = Math.max(copy.appliedAtUs, this.nowUs) + workUs;
    this.at(copy.appliedAtUs, () =>
      this.wakeful(member, () => {
        if (copy.generation !== generation) return;
        const { log } = this.members[member];
        for (let position = after + 1; position <= upTo; position++) copy.state[position - 1] = log.opAt(position);
        this.cluster.applied(member, upTo);
      }),
    );
  }

  undo(member: number, to: number): void {
    const copy = this.copies[member];
    copy.generation++;
    copy.state.length = Math.min(copy.state.length, to);
  }

  acknowledge(_leader: number, op: number): void {
    this.asked[op].ackedAtUs = this.nowUs;
  }

  abandon(_leader: number, op: number): void {
    this.asked[op].isAbandoned = true;
  }

  answerRead(leader: number, read: number, isAllowed: boolean): void {
    const askedAtUs = this.readsAskedAtUs[read];
    this.reads.push({ askedAtUs, leader, isAllowed, atUs: this.nowUs, sees: new Set(this.copies[leader].state) });
  }

  shoot(by: number, target: number): void {
    const { spec } = this.parts;
    const isShooting = spec.protocol === 'log-shipping' && spec.fencing.kind === 'stonith';
    const delayUs = isShooting && spec.fencing.kind === 'stonith' ? spec.fencing.delayUs : 0;
    this.at(this.nowUs + delayUs, () => {
      this.crash(target);
      const { restartAfterShotUs } = this.parts;
      if (restartAfterShotUs !== undefined) this.at(this.nowUs + restartAfterShotUs, () => this.restart(target));
      this.wakeful(by, () => this.cluster.shot(by, target, this.nowUs));
    });
  }

  protected receive(from: number, to: number, message: Message): void {
    this.cluster.receive(from, to, message, this.nowUs);
  }

  protected connect(from: number, to: number): void {
    this.cluster.connect(from, to);
  }

  protected goDown(member: number, disk: 'kept' | 'lost'): void {
    const copy = this.copies[member];
    copy.generation++;
    copy.appliedAtUs = 0;
    this.cluster.crash(member, disk, this.nowUs);
  }

  protected comeUp(member: number): void {
    this.cluster.restart(member, this.nowUs);
  }
}
