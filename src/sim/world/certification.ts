/**
 * Certification at work: writes that every leader executes for its own clients, and that become writes when the
 * order of the group has decided that they commit.
 *
 * An op exists from the first time that a member commits it. Its context is what its origin knew when it executed
 * the write, so that the ledger can tell whether the order kept what it promises: nothing here is concurrent.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { Ledger } from '../record/ledger.js';
import type { Tracer } from '../record/tracer.js';
import type { WriteSet } from '../replication/certification/group-entry.js';
import { CertifyingGroup } from '../replication/certification/group.js';
import type { Ending, GroupPort } from '../replication/certification/port.js';
import { LeadershipJournal } from '../replication/single-leader/leadership-journal.js';
import type { Replica } from '../replication/replica.js';
import type { ReplicaSet } from '../replication/replica-set.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Certification as CertificationSpec, Replication } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { Refusal } from '../workload/attempt.js';
import type { Request } from '../workload/clients.js';
import type { Agreement, Executor } from '../workload/coordinator-port.js';
import type { Actor, Turn } from './actor.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import { CertificationCounts } from './certification-counts.js';
import { GroupCarrier } from './group-carrier.js';
import type { Node } from './node.js';
import type { PreparedWrite } from './prepared-write.js';

/** State changes as the fingerprint sees them. */
const marks = { certify: 281, execute: 282, admit: 283, conclude: 284 } as const;

/** What certification is made of. */
export interface CertificationParts {
  readonly spec: CertificationSpec;
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly agenda: Agenda;
  readonly replicas: readonly Replica[];
  readonly replicaSet: ReplicaSet;
  readonly ops: OpLog;
  readonly ledger: Ledger;
  readonly writeBytes: number;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
  /** Of draws by identity. */
  readonly seed: number;
}

/** Whom it tells what became of requests. */
export interface CertifiedRequests {
  /** A write ended, as this op or with a refusal. */
  conclude(slot: number, ending: { readonly op: number } | { readonly refusal: Refusal }, nowUs: number): void;
  agreeOnRead(slot: number, versions: readonly number[] | null, nowUs: number): void;
}

/** Who knows what requests write. */
export interface WritePreparation {
  /** What a request writes that is executed now; null where there is no record to change. */
  prepare(request: Request, nowUs: number): PreparedWrite | null;
  /** The next op is this write. */
  announce(write: PreparedWrite): void;
}

/** A request that a member serves; its number is the ticket by which the group knows it. */
interface Ticket {
  readonly slot: number;
  readonly request: Request;
  /** Of a write that was executed and has not been committed. */
  write: PreparedWrite | null;
  op: number;
}

/** Certification, with all that it asks of the world. */
export class Certification implements Agreement, Executor, Actor {
  readonly turns: readonly Turn[] = [
    { kind: kinds.groupMessage, take: ({ a }) => this.carrier.arrive(a) },
    { kind: kinds.groupAlarm, take: ({ a, b }) => this.carrier.goOff(a, b) },
    { kind: kinds.groupApplied, take: ({ a }) => this.carrier.finish(a) },
    { kind: kinds.groupConnect, take: ({ a, b }) => this.carrier.connect(a, b) },
  ];
  readonly counts: CertificationCounts;
  readonly carrier: GroupCarrier;
  readonly group: CertifyingGroup;
  private readonly parts: CertificationParts;
  private readonly tickets: Ticket[] = [];
  /** By entry of the group: its op. */
  private readonly ops = new Map<number, number>();
  /** Set before the first request. */
  private requests: CertifiedRequests | null = null;
  private preparation: WritePreparation | null = null;

  constructor(parts: CertificationParts) {
    this.parts = parts;
    const { spec, nodes, fingerprint, writeBytes, seed } = parts;
    const members = nodes.length;
    this.counts = new CertificationCounts(members);
    const { counts } = this;
    this.carrier = new GroupCarrier(parts);
    this.group = new CertifyingGroup({
      spec,
      members,
      writeBytes,
      seed,
      port: this.port(),
      witness: {
        certify: (member, position, id, verdict, write) => {
          const { agenda, tracer } = parts;
          fingerprint.addTime(agenda.nowUs);
          fingerprint.add(marks.certify, member, position, verdict === 'commits' ? id : -1 - id);
          counts.noteVerdict(position, verdict, write.origin);
          tracer?.certify(agenda.nowUs, { ...write, member, position, verdict });
        },
      },
      leadership: new LeadershipJournal(fingerprint, [counts.leadership]),
    });
    this.carrier.attach(this.group);
  }

  /** Null under any other strategy. */
  static of(spec: Replication, parts: Omit<CertificationParts, 'spec'>): Certification | null {
    return spec.strategy === 'certification' ? new Certification({ ...parts, spec }) : null;
  }

  /** Members begin their work. */
  begin(requests: CertifiedRequests, preparation: WritePreparation): void {
    this.requests = requests;
    this.preparation = preparation;
    this.group.start(this.parts.agenda.nowUs);
  }

  /** Something is still to be done, though no work is scheduled. */
  get isOwed(): boolean {
    return this.group.isOwed;
  }

  takes(): boolean {
    return true;
  }

  /** A write is executed where its client is, once its row is free, and certified. */
  carryOut(slot: number, request: Request, nowUs: number): void {
    const { region, key } = request;
    if (!this.group.mayServe(region, nowUs)) {
      this.requests?.conclude(slot, { refusal: 'no-majority' }, nowUs);
      return;
    }
    const ticket = this.tickets.push({ slot, request, write: null, op: -1 }) - 1;
    this.group.write(region, key, ticket, nowUs);
  }

  /** Nothing is left to wait for: what is committed at its origin is at a majority. */
  awaitWrite(): void {
    return undefined;
  }

  awaitRead(slot: number, request: Request, nowUs: number): void {
    const { region, key } = request;
    if (this.parts.spec.reads === 'local') {
      this.requests?.agreeOnRead(slot, this.parts.replicas[region].records.versions(key), nowUs);
    } else if (this.group.mayServe(region, nowUs)) {
      this.group.read(region, this.tickets.push({ slot, request, write: null, op: -1 }) - 1, nowUs);
    } else this.requests?.agreeOnRead(slot, null, nowUs);
  }

  /** A member has crashed; its links are down already. */
  crash(member: number): void {
    this.carrier.drop(member);
    this.group.crash(member, 'kept', this.parts.agenda.nowUs);
  }

  /** The disk of a member that has crashed is lost. */
  loseDisk(member: number): void {
    this.group.crash(member, 'lost', this.parts.agenda.nowUs);
  }

  leave(member: number): void {
    this.crash(member);
  }

  restart(member: number): void {
    if (!this.parts.nodes[member].isUp) return;
    this.group.restart(member, this.parts.agenda.nowUs);
  }

  connect(_link: number, from: number, to: number): void {
    this.carrier.connect(from, to);
  }

  /** Writes that stand in the order and have not taken effect at a survivor. */
  listDue(survivors: readonly number[]): { readonly op: number; readonly replica: number }[] {
    const { replicas } = this.parts;
    return survivors.flatMap((replica) =>
      [...this.ops.values()].flatMap((op) => (replicas[replica].knows(op) ? [] : [{ op, replica }])),
    );
  }

  /** What keeps members from being at rest, in words. */
  nameOwed(nameOf: (member: number) => string): string[] {
    const { members } = this.group;
    const end = Math.max(0, ...members.map(({ appliedTo }) => appliedTo));
    return members.flatMap(({ index, appliedTo, isWaiting }) => {
      const name = nameOf(index);
      const behind = appliedTo < end ? [`${name} has not applied ${String(end - appliedTo)} of the order`] : [];
      return isWaiting ? [...behind, `${name} waits for the order`] : behind;
    });
  }

  private port(): GroupPort {
    const { agenda, nodes } = this.parts;
    const { carrier } = this;
    return {
      isConnected: (from, to) => carrier.isConnected(from, to),
      clockUs: (who) => nodes[who].clock.read(agenda.nowUs),
      send: (from, to, message, bytes) => carrier.send(from, to, message, bytes),
      setTimer: (who, kind, atUs) => carrier.setTimer(who, kind, atUs),
      execute: (_, ticket) => this.execute(this.tickets[ticket]),
      carryOut: (member, position, isApply) => {
        this.counts.noteMember(this.group.members[member]);
        carrier.carryOut(member, position, isApply);
      },
      commit: (member, id, write) => this.commit(member, id, write),
      conclude: (_, ticket, ending) => this.conclude(this.tickets[ticket], ending),
      serveRead: (member, ticket) => {
        const { slot, request } = this.tickets[ticket];
        this.requests?.agreeOnRead(slot, this.parts.replicas[member].records.versions(request.key), agenda.nowUs);
      },
      dropRead: (_, ticket) => this.requests?.conclude(this.tickets[ticket].slot, { refusal: 'crashed' }, agenda.nowUs),
    };
  }

  private execute(ticket: Ticket): boolean {
    const { agenda, fingerprint } = this.parts;
    const { request, slot } = ticket;
    const { nowUs } = agenda;
    ticket.write = this.preparation?.prepare(request, nowUs) ?? null;
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.execute, request.region, request.key, ticket.write === null ? 0 : 1);
    if (ticket.write !== null) return true;
    this.requests?.conclude(slot, { refusal: 'no-record' }, nowUs);
    return false;
  }

  /** A certified write takes effect at a member; the first time it becomes an op. */
  private commit(member: number, id: number, { origin, ticket }: WriteSet): void {
    const { agenda, replicas, replicaSet } = this.parts;
    const { nowUs } = agenda;
    const op = this.ops.get(id) ?? this.admit(id, this.tickets[ticket]);
    replicaSet.apply(op, origin, member, nowUs);
    // Its own write is none that another one sent.
    if (member === origin) replicas[member].applied--;
  }

  private admit(id: number, ticket: Ticket): number {
    const { agenda, ops, ledger, replicas, fingerprint, tracer } = this.parts;
    const { nowUs } = agenda;
    const { write, request } = ticket;
    assert(write !== null, 'what was not executed was committed');
    this.preparation?.announce(write);
    const { key, identity, region: leader } = request;
    const op = ops.append({ key, leader, kind: write.kind, stamp: write.stamp, identity }, write.known, 0);
    ledger.accept(op, nowUs, write.knownCount, write.parents);
    ticket.write = null;
    ticket.op = op;
    this.ops.set(id, op);
    replicas[leader].accepted++;
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.admit, leader, op, (key << 2) | write.kind);
    tracer?.accept(nowUs, leader, op, [op], request);
    // Whoever asks again under the same key is told of it, whatever becomes of its origin.
    const note = request.attempt?.of.carriedOutBy?.get(leader);
    if (note !== undefined && note.op < 0) note.op = op;
    return op;
  }

  private conclude(ticket: Ticket, ending: Ending): void {
    const { agenda, fingerprint } = this.parts;
    const { nowUs } = agenda;
    const { slot, request, op } = ticket;
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.conclude, request.region, request.key, endings.indexOf(ending));
    agenda.noteActivity();
    if (ending === 'committed') this.requests?.conclude(slot, { op }, nowUs);
    else if (ending === 'unknown') this.requests?.conclude(slot, { refusal: 'crashed' }, nowUs);
    else {
      ticket.write = null;
      this.requests?.conclude(slot, { refusal: 'certification' }, nowUs);
    }
  }
}

const endings: readonly Ending[] = ['committed', 'aborted', 'unknown'];
