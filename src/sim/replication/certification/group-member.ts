/**
 * A member of a group: executes its clients' writes, puts them into the order, certifies what the order brings and
 * carries that out.
 *
 * A write is executed on a snapshot, what its origin has applied; it waits until it stands in the order, is
 * certified there, and commits in its turn, after all that stands before it. Another write of the same member on the
 * same key waits for that: it is not certified against its neighbour, but blocked by it, as by a row lock.
 *
 * On disk are the order, the verdicts and what was applied. What was executed and has not come back is in memory.
 */
import { assert, assertNever } from '../../base/assert.js';
import type { Certification } from '../../scenario.js';
import type { SingleLeaderCluster } from '../single-leader/cluster.js';
import { Certifier, type Verdict } from './certifier.js';
import { FlowGate } from './flow-control.js';
import type { GroupEntries, GroupEntry, WriteSet } from './group-entry.js';
import { groupBytes, type GroupMessage } from './group-message.js';
import type { CertificationWitness, GroupPort } from './port.js';
import { RowLocks } from './row-locks.js';

/** What members share. */
export interface GroupMemberParts {
  readonly spec: Certification;
  readonly members: number;
  readonly cluster: () => SingleLeaderCluster;
  readonly entries: GroupEntries;
  readonly writeBytes: number;
  readonly port: GroupPort;
  readonly witness: CertificationWitness;
  /** Takes the place of the snapshots that write sets name. */
  readonly snapshotOf?: (write: WriteSet) => number;
}

/** What comes of a position of the order. */
type Outcome = Verdict | 'nothing';

/** An entry that its member has sent and not carried out. */
interface Own {
  /** When it was last sent. */
  sentAtUs: number;
  /** Whoever asked has been told. */
  isConcluded: boolean;
}

/** One member at work. */
export class GroupMember {
  readonly index: number;
  /** Positions carried out. */
  appliedTo = 0;
  /** Positions certified. */
  deliveredTo = 0;
  readonly flow: FlowGate;
  private readonly parts: GroupMemberParts;
  private certifier: Certifier;
  /** By position, of what is certified and not carried out. */
  private readonly outcomes = new Map<number, Outcome>();
  /** Entries that stood in the order before; a second time they are nothing. */
  private readonly seen = new Set<number>();
  private readonly locks = new RowLocks();
  private readonly own = new Map<number, Own>();
  /** Those of its own that flow control holds back. */
  private held: number[] = [];
  private isTimerSet = false;
  private saidApplied = 0;
  /** As a leader of the order: what it has put there in this term, and what the others have applied. */
  private readonly reign: { term: number; readonly proposed: Set<number>; readonly appliedBy: number[]; stableTo: number };

  constructor(index: number, parts: GroupMemberParts) {
    this.index = index;
    this.parts = parts;
    this.certifier = new Certifier(parts.snapshotOf);
    this.flow = new FlowGate(parts.spec.flowControl);
    const appliedBy = Array.from({ length: parts.members }, () => 0);
    this.reign = { term: 0, proposed: new Set(), appliedBy, stableTo: 0 };
  }

  /** Something of its own is not back from the order. */
  get isWaiting(): boolean {
    return this.own.size > 0;
  }

  /** Keys that its certification remembers. */
  get remembered(): number {
    return this.certifier.size;
  }

  /** A client's write is to be executed here; those of one key wait for each other. */
  write(key: number, ticket: number, nowUs: number): void {
    if (this.locks.acquire(key, ticket)) this.execute(key, ticket, nowUs);
  }

  /** A client's read is to be served here once all that is in the order has been carried out. */
  read(ticket: number, nowUs: number): void {
    this.submit({ kind: 'marker', origin: this.index, ticket }, nowUs);
  }

  /** The order has come this far; what is handed over a second time was certified before. */
  deliver(after: number, upTo: number): void {
    const { port } = this.parts;
    for (let position = after + 1; position <= upTo; position++) {
      const id = this.idAt(position);
      if (position > this.deliveredTo) {
        this.outcomes.set(position, this.certify(position, id));
        this.deliveredTo = position;
      }
      const outcome = this.outcomes.get(position);
      const own = this.own.get(id);
      if (own !== undefined && (outcome === 'conflict' || outcome === 'too-old')) this.abort(id, own);
      port.carryOut(this.index, position, outcome === 'commits' && own === undefined);
    }
    this.tellFlow();
  }

  /** A position has been carried out. */
  applied(position: number, nowUs: number): void {
    assert(position === this.appliedTo + 1, 'the order is carried out in order');
    const { port, cluster } = this.parts;
    const id = this.idAt(position);
    const outcome = this.outcomes.get(position);
    this.outcomes.delete(position);
    this.appliedTo = position;
    cluster().applied(this.index, position);
    const entry = id < 0 ? null : this.parts.entries.at(id);
    if (entry?.kind === 'write-set' && outcome === 'commits') port.commit(this.index, id, entry);
    const own = this.own.get(id);
    if (own !== undefined && entry !== null) {
      this.own.delete(id);
      this.finish(entry, own, nowUs);
    }
    this.sayApplied(nowUs);
    this.tellFlow();
    this.releaseHeld(nowUs);
  }

  receive(from: number, message: GroupMessage, nowUs: number): void {
    switch (message.kind) {
      case 'forward':
        this.propose(message.ids, nowUs);
        return;
      case 'applied':
        this.noteApplied(from, message.to, nowUs);
        return;
      case 'flow':
        this.flow.hear(from, message.isPausing);
        this.releaseHeld(nowUs);
        return;
      default:
        assertNever(message);
    }
  }

  /** Sends once more what has not come back for a timeout: it was lost, or whoever led leads no longer. */
  resend(nowUs: number): void {
    this.isTimerSet = false;
    const { timeoutUs } = this.parts.spec.detection;
    this.releaseHeld(nowUs);
    const held = new Set(this.held);
    const late = [...this.own].filter(
      ([id, { sentAtUs }]) => nowUs - sentAtUs >= timeoutUs && !this.seen.has(id) && !held.has(id),
    );
    this.send(late.map(([id]) => id), nowUs);
    this.armTimer(nowUs);
  }

  /** A connection stands anew. */
  connect(to: number): void {
    if (this.flow.stopsOthers) this.tell(to, { kind: 'flow', isPausing: true });
  }

  crash(disk: 'kept' | 'lost'): void {
    const { port, entries } = this.parts;
    for (const [id, { isConcluded }] of this.own) {
      const entry = entries.at(id);
      if (entry.kind === 'write-set' && !isConcluded) port.conclude(this.index, entry.ticket, 'unknown');
      else if (entry.kind === 'marker') port.dropRead(this.index, entry.ticket);
    }
    for (const ticket of this.locks.clear()) port.conclude(this.index, ticket, 'unknown');
    this.own.clear();
    this.held = [];
    this.isTimerSet = false;
    this.flow.forget();
    if (disk === 'kept') return;
    this.appliedTo = 0;
    this.deliveredTo = 0;
    this.saidApplied = 0;
    this.certifier = new Certifier(this.parts.snapshotOf);
    this.outcomes.clear();
    this.seen.clear();
  }

  private execute(key: number, ticket: number, nowUs: number): void {
    const { port } = this.parts;
    if (!port.execute(this.index, ticket)) this.unlock(key, nowUs);
    else this.submit({ kind: 'write-set', origin: this.index, snapshot: this.appliedTo, key, ticket }, nowUs);
  }

  private unlock(key: number, nowUs: number): void {
    const next = this.locks.release(key);
    if (next >= 0) this.execute(key, next, nowUs);
  }

  private submit(entry: GroupEntry, nowUs: number): void {
    const id = this.parts.entries.add(entry);
    this.own.set(id, { sentAtUs: nowUs, isConcluded: false });
    if (entry.kind === 'write-set' && this.isStopped()) this.held.push(id);
    else this.send([id], nowUs);
    this.armTimer(nowUs);
  }

  private send(ids: readonly number[], nowUs: number): void {
    for (const id of ids) {
      const own = this.own.get(id);
      if (own !== undefined) own.sentAtUs = nowUs;
    }
    const { leader } = this.parts.cluster().members[this.index];
    if (ids.length === 0 || leader < 0) return;
    if (leader === this.index) this.propose(ids, nowUs);
    else this.tell(leader, { kind: 'forward', ids });
  }

  /** Puts entries into the order, if it leads; if not, who sent them will try again. */
  private propose(ids: readonly number[], nowUs: number): void {
    const cluster = this.parts.cluster();
    const { reign } = this;
    const { term } = cluster.members[this.index];
    if (term !== reign.term) {
      reign.term = term;
      reign.proposed.clear();
    }
    for (const id of ids) {
      if (reign.proposed.has(id) || this.seen.has(id)) continue;
      if (cluster.propose(this.index, id, nowUs).kind === 'taken') reign.proposed.add(id);
    }
  }

  private certify(position: number, id: number): Outcome {
    if (id < 0 || this.seen.has(id)) return 'nothing';
    this.seen.add(id);
    this.reign.proposed.delete(id);
    const entry = this.parts.entries.at(id);
    if (entry.kind === 'stable') this.certifier.collect(entry.to);
    if (entry.kind !== 'write-set') return 'nothing';
    const verdict = this.certifier.certify(position, entry);
    this.parts.witness.certify(this.index, position, id, verdict, entry);
    return verdict;
  }

  private abort(id: number, own: Own): void {
    const entry = this.parts.entries.at(id);
    if (own.isConcluded || entry.kind !== 'write-set') return;
    own.isConcluded = true;
    this.parts.port.conclude(this.index, entry.ticket, 'aborted');
  }

  /** What it sent has been carried out here. */
  private finish(entry: GroupEntry, { isConcluded }: Own, nowUs: number): void {
    const { port } = this.parts;
    switch (entry.kind) {
      case 'write-set':
        if (!isConcluded) port.conclude(this.index, entry.ticket, 'committed');
        this.unlock(entry.key, nowUs);
        return;
      case 'marker':
        port.serveRead(this.index, entry.ticket);
        return;
      case 'stable':
        return;
      default:
        assertNever(entry);
    }
  }

  /** Tells whoever leads what everybody may forget as far as this member is concerned, now and then. */
  private sayApplied(nowUs: number): void {
    const { cluster, entries, spec } = this.parts;
    if (this.appliedTo - this.saidApplied < spec.collectEvery) return;
    this.saidApplied = this.appliedTo;
    let to = this.appliedTo;
    for (const id of this.own.keys()) {
      const entry = entries.at(id);
      if (entry.kind === 'write-set') to = Math.min(to, entry.snapshot);
    }
    const { leader } = cluster().members[this.index];
    if (leader === this.index) this.noteApplied(leader, to, nowUs);
    else if (leader >= 0) this.tell(leader, { kind: 'applied', to });
  }

  private noteApplied(by: number, to: number, nowUs: number): void {
    const { reign } = this;
    const { entries, spec } = this.parts;
    reign.appliedBy[by] = Math.max(reign.appliedBy[by], to);
    const stableTo = Math.min(...reign.appliedBy);
    if (stableTo - reign.stableTo < spec.collectEvery) return;
    reign.stableTo = stableTo;
    this.propose([entries.add({ kind: 'stable', to: stableTo })], nowUs);
  }

  private isStopped(): boolean {
    const { port } = this.parts;
    return this.flow.isClosed((member) => port.isConnected(member, this.index));
  }

  private releaseHeld(nowUs: number): void {
    if (this.held.length === 0 || this.isStopped()) return;
    const { held } = this;
    this.held = [];
    this.send(held, nowUs);
  }

  private tellFlow(): void {
    const isPausing = this.flow.noteQueue(this.deliveredTo - this.appliedTo);
    if (isPausing === null) return;
    for (let member = 0; member < this.parts.members; member++) {
      if (member !== this.index) this.tell(member, { kind: 'flow', isPausing });
    }
  }

  private tell(member: number, message: GroupMessage): void {
    const { port, writeBytes } = this.parts;
    if (!port.isConnected(this.index, member)) return;
    port.send(this.index, member, message, groupBytes(message, writeBytes));
  }

  private armTimer(nowUs: number): void {
    if (this.isTimerSet || this.own.size === 0) return;
    this.isTimerSet = true;
    const { port, spec } = this.parts;
    port.setTimer(this.index, 'resend', nowUs + spec.detection.timeoutUs);
  }

  private idAt(position: number): number {
    return this.parts.cluster().members[this.index].log.opAt(position);
  }
}
