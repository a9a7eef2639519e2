/** A group that certifies, on a network of machines: what each member committed, and what clients were told. */
import type { WriteSet } from '../../src/sim/replication/certification/group-entry.js';
import type { AnyMessage } from '../../src/sim/replication/certification/group-message.js';
import { CertifyingGroup } from '../../src/sim/replication/certification/group.js';
import type { Ending, GroupAlarm, GroupPort } from '../../src/sim/replication/certification/port.js';
import type { Certification } from '../../src/sim/scenario.js';
import { LeadershipNotes } from './leadership-notes.js';
import { MachineNetwork } from './machine-network.js';

/** A client's write, and how it went. */
export interface AskedWrite {
  readonly origin: number;
  readonly key: number;
  readonly atUs: number;
  /** Its origin's records when it was executed: the last write of the key there, by ticket; −1 none, null: not executed. */
  saw: number | null;
  ending: Ending | null;
  endedAtUs: number;
}

/** A read that waited for what was in the order before it. */
export interface SyncedRead {
  readonly member: number;
  readonly atUs: number;
  servedAtUs: number;
  /** By ticket: what its member had committed then. */
  sees: ReadonlySet<number>;
}

/** A verdict as a member came to it. */
export interface NotedVerdict {
  readonly member: number;
  readonly position: number;
  readonly id: number;
  readonly verdict: string;
}

/** Plain settings; a test overrides what it is about. */
export const certificationSpec: Certification = {
  strategy: 'certification',
  leader: 0,
  detection: { heartbeatUs: 50_000, timeoutUs: 300_000 },
  reads: 'local',
  minority: 'block',
  flowControl: null,
  collectEvery: 128,
  metadataBytes: 0,
};

/** Members, what they committed, and time. */
export class CertificationNetwork extends MachineNetwork<AnyMessage> implements GroupPort {
  readonly group: CertifyingGroup;
  /** By ticket. */
  readonly asked: AskedWrite[] = [];
  /** By ticket − 1,000,000. */
  readonly reads: SyncedRead[] = [];
  readonly verdicts: NotedVerdict[] = [];
  /** By member: tickets in the order in which they took effect there. */
  readonly committed: number[][];
  /** By member and key: the ticket that the record holds. */
  private readonly records: Map<number, number>[];
  private readonly applyUs: (member: number) => number;
  private readonly freeAtUs: number[];
  private readonly generations: number[];

  constructor(parts: {
    readonly spec?: Partial<Certification>;
    readonly members: number;
    readonly seed: number;
    readonly latencyUs?: readonly [low: number, high: number];
    readonly applyUs?: (member: number) => number;
    readonly snapshotOf?: (write: WriteSet, network: CertificationNetwork) => number;
  }) {
    super({ ...parts, machines: parts.members });
    const { members, seed, snapshotOf } = parts;
    this.applyUs = parts.applyUs ?? (() => 0);
    const places = Array.from({ length: members }, (_, i) => i);
    this.committed = places.map(() => []);
    this.records = places.map(() => new Map<number, number>());
    this.freeAtUs = places.map(() => 0);
    this.generations = places.map(() => 0);
    this.group = new CertifyingGroup({
      spec: { ...certificationSpec, ...parts.spec },
      members,
      seed,
      writeBytes: 100,
      port: this,
      witness: {
        certify: (member, position, id, verdict) => void this.verdicts.push({ member, position, id, verdict }),
      },
      leadership: new LeadershipNotes((who) => this.machines[who].isUp),
      ...(snapshotOf === undefined ? {} : { snapshotOf: (write: WriteSet) => snapshotOf(write, this) }),
    });
  }

  get members(): readonly { readonly index: number }[] {
    return this.group.cluster.members;
  }

  /** A client asks a member to write a key; returns its ticket, or −1 where nobody is there. */
  write(member: number, key: number): number {
    if (!this.isAlive(member)) return -1;
    const { nowUs } = this;
    const ticket = this.asked.push({ origin: member, key, atUs: nowUs, saw: null, ending: null, endedAtUs: -1 }) - 1;
    this.group.write(member, key, ticket, nowUs);
    return ticket;
  }

  /** A client asks a member for a synced read. */
  askToRead(member: number): void {
    if (!this.isAlive(member)) return;
    const ticket = this.reads.push({ member, atUs: this.nowUs, servedAtUs: -1, sees: new Set() }) - 1;
    this.group.read(member, firstReadTicket + ticket, this.nowUs);
  }

  setTimer(who: number, kind: GroupAlarm, atUs: number): void {
    this.at(atUs, () => this.wakeful(who, () => this.group.goOff(who, kind, this.nowUs)));
  }

  execute(member: number, ticket: number): boolean {
    const asked = this.asked[ticket];
    asked.saw = this.records[member].get(asked.key) ?? -1;
    return true;
  }

  carryOut(member: number, position: number, isApply: boolean): void {
    const generation = this.generations[member];
    const workUs = isApply ? this.applyUs(member) : 0;
    this.freeAtUs[member] = Math.max(this.freeAtUs[member], this.nowUs) + workUs;
    this.at(this.freeAtUs[member], () =>
      this.wakeful(member, () => {
        if (this.generations[member] === generation) this.group.applied(member, position, this.nowUs);
      }),
    );
  }

  commit(member: number, _id: number, { ticket, key }: WriteSet): void {
    this.committed[member].push(ticket);
    this.records[member].set(key, ticket);
  }

  conclude(_member: number, ticket: number, ending: Ending): void {
    const asked = this.asked[ticket];
    if (asked.ending !== null) throw new Error(`${String(ticket)} ended twice`);
    asked.ending = ending;
    asked.endedAtUs = this.nowUs;
  }

  serveRead(member: number, ticket: number): void {
    const read = this.reads[ticket - firstReadTicket];
    read.servedAtUs = this.nowUs;
    read.sees = new Set(this.committed[member]);
  }

  dropRead(): void {
    return undefined;
  }

  protected receive(from: number, to: number, message: AnyMessage): void {
    this.group.receive(from, to, message, this.nowUs);
  }

  protected connect(from: number, to: number): void {
    this.group.connect(from, to);
  }

  protected goDown(member: number, disk: 'kept' | 'lost'): void {
    this.generations[member]++;
    this.freeAtUs[member] = 0;
    this.group.crash(member, disk, this.nowUs);
    if (disk === 'kept') return;
    this.committed[member] = [];
    this.records[member].clear();
  }

  protected comeUp(member: number): void {
    this.group.restart(member, this.nowUs);
  }
}

const firstReadTicket = 1_000_000;
