/**
 * Replication with one leader at a time: the members, and an observer where there is one. It is what the
 * world calls; see port.ts for which calls, and in what order.
 */
import { unitFromIdentity } from '../../base/hash.js';
import type { SingleLeader } from '../../scenario.js';
import type { AlarmKind } from './alarm.js';
import { Member } from './member.js';
import type { Message } from './message.js';
import { Observer } from './observer.js';
import type { LeadershipWitness, SingleLeaderPort } from './port.js';
import type { Proposal } from './reign.js';
import { rulesOf, type ProtocolRules } from './rules.js';
import { VoterSets } from './voters.js';

/** What a cluster is made of. */
export interface ClusterParts {
  readonly spec: SingleLeader;
  readonly members: number;
  /** Bytes of a write on the wire. */
  readonly writeBytes: number;
  /** Of draws by identity. */
  readonly seed: number;
  readonly port: SingleLeaderPort;
  readonly witness: LeadershipWitness;
  /** Takes the place of some rules. */
  readonly rules?: Partial<ProtocolRules>;
}

/** All members. */
export class SingleLeaderCluster {
  readonly members: readonly Member[];
  /** Null where members decide for themselves, or nobody does. */
  readonly observer: Observer | null;

  constructor(parts: ClusterParts) {
    const { spec, members, port, witness, writeBytes, seed } = parts;
    const rules = { ...rulesOf(spec), ...parts.rules };
    const shared = {
      members,
      rules,
      firstLeader: spec.leader,
      voterSets: new VoterSets(members),
      writeBytes,
      drawTimeout: (member: number, n: number): number => unitFromIdentity(seed, member, n, 0),
      port,
      witness,
    };
    this.members = Array.from({ length: members }, (_, index) => new Member(index, shared));
    this.observer =
      rules.failover.kind === 'observer'
        ? new Observer({ index: members, firstLeader: spec.leader, rules, port, witness })
        : null;
  }

  /** Begins the run. */
  start(nowUs: number): void {
    for (const member of this.members) member.start(nowUs);
    this.observer?.start(nowUs);
  }

  /** A member has executed a client's write. */
  propose(member: number, op: number, nowUs: number): Proposal {
    const asked = this.members[member];
    return asked.isUp ? asked.propose(op, nowUs) : { kind: 'not-leader', leader: -1 };
  }

  /** A client asks a member for a linearizable read. */
  read(member: number, read: number, nowUs: number): void {
    this.members[member].read(read, nowUs);
  }

  /** A message has arrived. */
  receive(from: number, to: number, message: Message, nowUs: number): void {
    if (to === this.members.length) this.observer?.receive(from, message, nowUs);
    else if (this.members[to].isUp) this.members[to].receive(from, message, nowUs);
  }

  /** A timer went off. */
  goOff(who: number, kind: AlarmKind, nowUs: number): void {
    if (who === this.members.length) {
      this.observer?.goOff(kind, nowUs);
      return;
    }
    const member = this.members[who];
    if (member.isUp && member.alarms.goOff(kind, nowUs)) member.wake(kind, nowUs);
  }

  /** A member has applied its log up to a position. */
  applied(member: number, to: number): void {
    if (this.members[member].isUp) this.members[member].applied(to);
  }

  /** The connection from one to another stands anew. */
  connect(from: number, to: number): void {
    if (from < this.members.length && to < this.members.length) this.members[from].connect(to);
  }

  /** A member has crashed. */
  crash(member: number, disk: 'kept' | 'lost', nowUs: number): void {
    this.members[member].crash(disk, nowUs);
  }

  /** A member works again. */
  restart(member: number, nowUs: number): void {
    this.members[member].restart(nowUs);
  }

  /** Somebody's target has been switched off. */
  shot(by: number, target: number, nowUs: number): void {
    if (by === this.members.length) this.observer?.noteShot(target, nowUs);
    else if (this.members[by].isUp) this.members[by].noteShot(target, nowUs);
  }
}
