/**
 * A network for tests of the protocol of a single leader: members that crash and stand still, FIFO connections
 * with numbers, clocks that lie. It implements the protocol's port and drives it; nothing of the world is used.
 */
import TinyQueue from 'tinyqueue';
import { unitFromIdentity } from '../../src/sim/base/hash.js';
import type { AlarmKind } from '../../src/sim/replication/single-leader/alarm.js';
import { SingleLeaderCluster } from '../../src/sim/replication/single-leader/cluster.js';
import type { Member } from '../../src/sim/replication/single-leader/member.js';
import type { Message } from '../../src/sim/replication/single-leader/message.js';
import type { SingleLeaderPort } from '../../src/sim/replication/single-leader/port.js';
import type { ProtocolRules } from '../../src/sim/replication/single-leader/rules.js';
import type { SingleLeader } from '../../src/sim/scenario.js';
import { LeadershipNotes } from './leadership-notes.js';

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

interface Event {
  readonly atUs: number;
  readonly order: number;
  readonly run: () => void;
}

interface Connection {
  cuts: number;
  number: number;
  lastArrivalUs: number;
  sent: number;
}

interface Machine {
  isPaused: boolean;
  readonly waiting: (() => void)[];
  skewUs: number;
  driftPpm: number;
  /** Ops applied, by position − 1. */
  readonly state: number[];
  appliedAtUs: number;
  /** Grows with each undo or crash; what was handed over before is void. */
  generation: number;
}

/** Members, connections and time. */
export class SingleLeaderNetwork implements SingleLeaderPort {
  nowUs = 0;
  readonly cluster: SingleLeaderCluster;
  readonly notes: LeadershipNotes;
  /** By op. */
  readonly asked: Asked[] = [];
  readonly reads: AnsweredRead[] = [];
  /** Bytes and messages sent so far. */
  readonly traffic = { messages: 0, bytes: 0 };
  /** After each event. */
  afterEvent: () => void = () => undefined;

  private readonly parts: NetworkParts;
  private readonly events = new TinyQueue<Event>([], (a, b) => a.atUs - b.atUs || a.order - b.order);
  private scheduled = 0;
  private readonly readsAskedAtUs: number[] = [];
  private readonly connections: readonly (readonly Connection[])[];
  private readonly machines: readonly Machine[];

  constructor(parts: NetworkParts) {
    this.parts = parts;
    const places = Array.from({ length: parts.members + 1 }, (_, i) => i);
    this.connections = places.map(() =>
      places.map(() => ({ cuts: 0, number: 0, lastArrivalUs: 0, sent: 0 })),
    );
    this.machines = places.map(() => ({
      isPaused: false,
      waiting: [],
      skewUs: 0,
      driftPpm: 0,
      state: [],
      appliedAtUs: 0,
      generation: 0,
    }));
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

  isAlive(member: number): boolean {
    return this.members[member].isUp && !this.machines[member].isPaused;
  }

  /** Ops that a member has applied, in order. */
  stateOf(member: number): readonly number[] {
    return this.machines[member].state;
  }

  /** Calls something at a time. */
  at(atUs: number, run: () => void): void {
    this.events.push({ atUs, order: this.scheduled++, run });
  }

  /** Runs all events up to a time. */
  runTo(untilUs: number): void {
    for (let event = this.events.peek(); event !== undefined && event.atUs <= untilUs; event = this.events.peek()) {
      this.events.pop();
      this.nowUs = event.atUs;
      event.run();
      this.afterEvent();
    }
    this.nowUs = untilUs;
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

  /** Cuts connections from the one to the other, one way. */
  cut(from: readonly number[], to: readonly number[]): void {
    this.forPairs(from, to, (a, b) => {
      const connection = this.connections[a][b];
      connection.cuts++;
      connection.number++;
      connection.lastArrivalUs = 0;
    });
  }

  /** Takes back a cut. */
  heal(from: readonly number[], to: readonly number[]): void {
    this.forPairs(from, to, (a, b) => {
      if (--this.connections[a][b].cuts > 0) return;
      this.wakeful(a, () => this.cluster.connect(a, b));
    });
  }

  crash(member: number, disk: 'kept' | 'lost' = 'kept'): void {
    if (!this.members[member].isUp) return;
    const machine = this.machines[member];
    machine.isPaused = false;
    machine.waiting.length = 0;
    machine.generation++;
    machine.appliedAtUs = 0;
    this.cut([member], this.othersOf(member));
    this.cut(this.othersOf(member), [member]);
    this.cluster.crash(member, disk, this.nowUs);
  }

  restart(member: number): void {
    if (this.members[member].isUp) return;
    this.cluster.restart(member, this.nowUs);
    this.heal([member], this.othersOf(member));
    this.heal(this.othersOf(member), [member]);
  }

  pause(member: number): void {
    if (this.members[member].isUp) this.machines[member].isPaused = true;
  }

  resume(member: number): void {
    const machine = this.machines[member];
    if (!machine.isPaused) return;
    machine.isPaused = false;
    for (const run of machine.waiting.splice(0)) run();
  }

  /** Sets how a clock departs from true time. */
  setClock(who: number, skewUs: number, driftPpm = 0): void {
    const machine = this.machines[who];
    machine.skewUs = skewUs - (driftPpm * this.nowUs) / 1e6;
    machine.driftPpm = driftPpm;
  }

  isConnected(from: number, to: number): boolean {
    return this.connections[from][to].cuts === 0;
  }

  send(from: number, to: number, message: Message, bytes: number): void {
    const connection = this.connections[from][to];
    if (connection.cuts > 0) return;
    this.traffic.messages++;
    this.traffic.bytes += bytes;
    const [low, high] = this.parts.latencyUs ?? [1_000, 3_000];
    const drawn = unitFromIdentity(this.parts.seed, from * 64 + to, connection.sent++, 1);
    const arrivalUs = Math.max(connection.lastArrivalUs, this.nowUs + Math.round(low + (high - low) * drawn));
    connection.lastArrivalUs = arrivalUs;
    const { number } = connection;
    this.at(arrivalUs, () => {
      if (connection.number !== number) return;
      this.wakeful(to, () => this.cluster.receive(from, to, message, this.nowUs));
    });
  }

  setTimer(who: number, kind: AlarmKind, atUs: number): void {
    this.at(atUs, () => this.wakeful(who, () => this.cluster.goOff(who, kind, this.nowUs)));
  }

  clockUs(who: number): number {
    const { skewUs, driftPpm } = this.machines[who];
    return Math.floor(this.nowUs + skewUs + (driftPpm * this.nowUs) / 1e6);
  }

  apply(member: number, after: number, upTo: number): void {
    const machine = this.machines[member];
    const { generation } = machine;
    const workUs = (this.parts.applyUs ?? 0) * (upTo - after);
    machine.appliedAtUs = Math.max(machine.appliedAtUs, this.nowUs) + workUs;
    this.at(machine.appliedAtUs, () =>
      this.wakeful(member, () => {
        if (machine.generation !== generation) return;
        const { log } = this.members[member];
        for (let position = after + 1; position <= upTo; position++) machine.state[position - 1] = log.opAt(position);
        this.cluster.applied(member, upTo);
      }),
    );
  }

  undo(member: number, to: number): void {
    const machine = this.machines[member];
    machine.generation++;
    machine.state.length = Math.min(machine.state.length, to);
  }

  acknowledge(_leader: number, op: number): void {
    this.asked[op].ackedAtUs = this.nowUs;
  }

  abandon(_leader: number, op: number): void {
    this.asked[op].isAbandoned = true;
  }

  answerRead(leader: number, read: number, isAllowed: boolean): void {
    const askedAtUs = this.readsAskedAtUs[read];
    this.reads.push({ askedAtUs, leader, isAllowed, atUs: this.nowUs, sees: new Set(this.machines[leader].state) });
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

  /** Does something at a place now, or when it goes on. */
  private wakeful(who: number, run: () => void): void {
    const machine = this.machines[who];
    if (machine.isPaused) machine.waiting.push(run);
    else run();
  }

  private othersOf(member: number): readonly number[] {
    return this.machines.flatMap((_, other) => (other === member ? [] : [other]));
  }

  private forPairs(from: readonly number[], to: readonly number[], run: (a: number, b: number) => void): void {
    for (const a of from) for (const b of to) if (a !== b) run(a, b);
  }
}
