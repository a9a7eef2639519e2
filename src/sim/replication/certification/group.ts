/**
 * A group that certifies: its members, and the consensus that puts what they send into one order. It is what the
 * world calls; see port.ts for which calls.
 */
import { assert } from '../../base/assert.js';
import type { Certification } from '../../scenario.js';
import { SingleLeaderCluster } from '../single-leader/cluster.js';
import type { Message } from '../single-leader/message.js';
import type { LeadershipWitness, SingleLeaderPort } from '../single-leader/port.js';
import { GroupEntries, type WriteSet } from './group-entry.js';
import { GroupMember } from './group-member.js';
import { isOfGroup, type AnyMessage } from './group-message.js';
import { orderOf } from './order.js';
import type { CertificationWitness, GroupAlarm, GroupPort } from './port.js';

/** What a group is made of. */
export interface GroupParts {
  readonly spec: Certification;
  readonly members: number;
  /** Bytes of a write on the wire. */
  readonly writeBytes: number;
  /** Of draws by identity. */
  readonly seed: number;
  readonly port: GroupPort;
  readonly witness: CertificationWitness;
  readonly leadership: LeadershipWitness;
  /** Takes the place of the snapshots that write sets name. */
  readonly snapshotOf?: (write: WriteSet) => number;
}

/** All members, and their order. */
export class CertifyingGroup {
  readonly members: readonly GroupMember[];
  readonly cluster: SingleLeaderCluster;
  readonly entries = new GroupEntries();
  private readonly spec: Certification;
  private readonly port: GroupPort;

  constructor(parts: GroupParts) {
    const { spec, members, writeBytes, seed, port, leadership } = parts;
    this.spec = spec;
    this.port = port;
    const shared = { ...parts, entries: this.entries, cluster: () => this.cluster };
    this.members = Array.from({ length: members }, (_, index) => new GroupMember(index, shared));
    this.cluster = new SingleLeaderCluster({
      spec: orderOf(spec),
      members,
      writeBytes,
      seed,
      port: this.orderPort(),
      witness: leadership,
      rules: { tellsCommits: true },
    });
  }

  /** Begins the run. */
  start(nowUs: number): void {
    this.cluster.start(nowUs);
  }

  /** Whether a member takes new writes, and synced reads: not where it hears from no majority, and refuses. */
  mayServe(member: number, nowUs: number): boolean {
    const { minority, detection } = this.spec;
    // Before the run the group was whole.
    if (minority === 'block' || nowUs < detection.timeoutUs) return true;
    return this.cluster.members[member].isInTouch(nowUs);
  }

  /** A member is to execute a client's write; the port's `conclude` says how that ends, unless `execute` refuses it. */
  write(member: number, key: number, ticket: number, nowUs: number): void {
    this.members[member].write(key, ticket, nowUs);
  }

  /** A member is to serve a client's read once it has applied all that is in the order. */
  read(member: number, ticket: number, nowUs: number): void {
    this.members[member].read(ticket, nowUs);
  }

  /** A message has arrived. */
  receive(from: number, to: number, message: AnyMessage, nowUs: number): void {
    if (!isOfGroup(message)) this.cluster.receive(from, to, message, nowUs);
    else if (this.cluster.members[to].isUp) this.members[to].receive(from, message, nowUs);
  }

  /** A timer went off. */
  goOff(who: number, kind: GroupAlarm, nowUs: number): void {
    if (kind !== 'resend') this.cluster.goOff(who, kind, nowUs);
    else if (this.cluster.members[who].isUp) this.members[who].resend(nowUs);
  }

  /** A member has carried out a position. */
  applied(member: number, position: number, nowUs: number): void {
    this.members[member].applied(position, nowUs);
  }

  /** The connection from one to another stands anew. */
  connect(from: number, to: number): void {
    this.cluster.connect(from, to);
    if (this.cluster.members[from].isUp) this.members[from].connect(to);
  }

  /** A member has crashed. */
  crash(member: number, disk: 'kept' | 'lost', nowUs: number): void {
    this.members[member].crash(disk);
    this.cluster.crash(member, disk, nowUs);
  }

  /** A member works again. */
  restart(member: number, nowUs: number): void {
    this.cluster.restart(member, nowUs);
  }

  /** Whether members that can reach a majority still have something to order, or to carry out. */
  get isOwed(): boolean {
    const { members } = this.cluster;
    const least = Math.min(...this.members.map(({ appliedTo }) => appliedTo));
    const isEven = members.every(({ log }) => log.end === least);
    if (isEven && !this.members.some(({ isWaiting }) => isWaiting)) return false;
    const able = members.filter(({ index }) => this.reachesMajority(index));
    const end = Math.max(0, ...able.map(({ log }) => log.end));
    return able.some(({ index }) => this.members[index].isWaiting || this.members[index].appliedTo < end);
  }

  private reachesMajority(member: number): boolean {
    const { members } = this.cluster;
    const reached = members.filter(({ index, isUp }) => {
      const isHeard = this.port.isConnected(index, member) && this.port.isConnected(member, index);
      return isUp && (index === member || isHeard);
    });
    return members[member].isUp && 2 * reached.length > members.length;
  }

  /** What consensus asks of the world: carried on, but for what it has put into order. */
  private orderPort(): SingleLeaderPort {
    const { port } = this;
    return {
      isConnected: (from, to) => port.isConnected(from, to),
      send: (from: number, to: number, message: Message, bytes: number) => port.send(from, to, message, bytes),
      setTimer: (who, kind, atUs) => port.setTimer(who, kind, atUs),
      clockUs: (who) => port.clockUs(who),
      apply: (member, after, upTo) => this.members[member].deliver(after, upTo),
      undo: (_, to) => assert(to === 0, 'only a lost disk undoes what a majority has'),
      // Whoever sent an entry learns from the order that it stands there.
      acknowledge: () => undefined,
      abandon: () => undefined,
      answerRead: () => undefined,
      shoot: () => undefined,
    };
  }
}
