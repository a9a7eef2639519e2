/**
 * The state of members that follow one leader's log: what their records hold of it, in order of the log, and
 * undone again, latest first, where a log is cut back.
 *
 * A write's author knows of the writes of its key that stand before it in its log, whether they are applied yet or
 * not: they will be, before it, wherever it is. So a member's records know of just the last one's context.
 *
 *   by op:   depth     int32   writes of its key up to it, in the log that it stands in
 *            position  int32   in that log
 *            term      int32   of the leader that took it in
 *   by member and op:  reached   uint8   it was applied there once
 */
import { grownInt32, grownUint8 } from '../base/columns.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { Replica } from '../replication/replica.js';
import type { WriteRequest } from '../replication/replica-set.js';
import { KeyChains } from '../replication/single-leader/key-chains.js';
import type { MemberLog } from '../replication/single-leader/member-log.js';
import type { Witness } from '../replication/witness.js';
import type { OpLog } from '../storage/op-log.js';

/** State changes as the fingerprint sees them. */
const marks = { take: 241, apply: 242, undo: 243 } as const;

/** What states are made of. */
export interface MemberStatesParts {
  readonly replicas: readonly Replica[];
  readonly keys: number;
  readonly ops: OpLog;
  /** Members hold what is committed alone; else what they have received. */
  readonly appliesCommitted: boolean;
  readonly witness: Witness;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** What all members have applied. */
export class MemberStates {
  private readonly parts: MemberStatesParts;
  private readonly chains: readonly KeyChains[];
  /** By member that leads: the last write of a key in its log, where that was not applied when it was asked for. */
  private readonly tails: readonly Map<number, number>[];
  private readonly reached: Uint8Array<ArrayBuffer>[];
  private depths = new Int32Array(64);
  private positions = new Int32Array(64);
  private terms = new Int32Array(64);
  private readonly known: Int32Array<ArrayBuffer>;

  constructor(parts: MemberStatesParts) {
    this.parts = parts;
    this.chains = parts.replicas.map(() => new KeyChains(parts.keys));
    this.tails = parts.replicas.map(() => new Map<number, number>());
    this.reached = parts.replicas.map(() => new Uint8Array(64));
    this.known = new Int32Array(parts.ops.width);
  }

  /** Up to where a member's records hold its log. */
  appliedTo(member: number): number {
    return this.chains[member].appliedTo;
  }

  positionOf(op: number): number {
    return this.positions[op];
  }

  /** Of the leader that took it in. */
  termOf(op: number): number {
    return this.terms[op];
  }

  /** The order in which logs would have writes: by term, then position. */
  compare(a: number, b: number): number {
    return this.terms[a] - this.terms[b] || this.positions[a] - this.positions[b];
  }

  /** A member leads from now on: the end of its log may wait to be applied. */
  beginReign(member: number, log: MemberLog): void {
    const tail = this.tails[member];
    tail.clear();
    for (let position = this.appliedTo(member) + 1; position <= log.end; position++) {
      const op = log.opAt(position);
      if (op >= 0) tail.set(this.parts.ops.keyOf(op), op);
    }
  }

  /** The last write of a key in a leader's log; −1 for none. */
  latestTaken(leader: number, log: MemberLog, key: number): number {
    const taken = this.tails[leader].get(key);
    if (taken !== undefined) return taken;
    const position = this.chains[leader].lastOf(key);
    return position === 0 ? -1 : log.opAt(position);
  }

  /** A leader makes an op of a client's write, to be the next entry of its log. */
  take(leader: number, log: MemberLog, term: number, write: WriteRequest, nowUs: number): number {
    const { ops, replicas, witness, fingerprint, tracer } = this.parts;
    const { key, kind, stamp, identity } = write;
    const previous = this.latestTaken(leader, log, key);
    for (let author = 0; author < ops.width; author++) {
      this.known[author] = previous < 0 ? 0 : ops.vectorEntry(previous, author);
    }
    const op = ops.append({ key, leader, kind, stamp, identity }, this.known, 0);
    const before = previous < 0 ? 0 : this.depths[previous];
    this.note(op, before + 1, log.end + 1, term);
    this.tails[leader].set(key, op);
    witness.acceptOver(op, nowUs, before, previous);
    const replica = replicas[leader];
    replica.accepted++;
    replica.latestStamp = Math.max(replica.latestStamp, stamp);
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.take, leader, op, (key << 2) | kind);
    tracer?.accept(nowUs, leader, op, this.parts.appliesCommitted ? replica.records.versions(key) : [op], write);
    return op;
  }

  /** A member carries out the entries of its log up to a position, as far as it has not. `ownTerm`: if it leads. */
  apply(member: number, log: MemberLog, upTo: number, ownTerm: number, nowUs: number): void {
    for (let position = this.appliedTo(member) + 1; position <= upTo; position++) {
      const op = log.opAt(position);
      this.chains[member].push(op < 0 ? -1 : this.parts.ops.keyOf(op));
      if (op >= 0) this.applyWrite(member, op, log.termAt(position) === ownTerm, nowUs);
    }
  }

  /** Takes back what a member applied after a position. */
  undo(member: number, log: MemberLog, to: number, nowUs: number): void {
    const { fingerprint } = this.parts;
    const chain = this.chains[member];
    if (chain.appliedTo <= to) return;
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.undo, member, to, chain.appliedTo);
    while (chain.appliedTo > to) {
      const { key, holds } = chain.pop();
      if (key < 0) continue;
      if (holds > 0) this.hold(member, log.opAt(holds), key);
      else this.parts.replicas[member].records.forget(key);
      this.parts.replicas[member].lastChangedUs = nowUs;
    }
  }

  private applyWrite(member: number, op: number, isOwn: boolean, nowUs: number): void {
    const { replicas, ops, witness, fingerprint, tracer } = this.parts;
    const key = ops.keyOf(op);
    const from = ops.leaderOf(op);
    const replica = replicas[member];
    const held = tracer === null ? [] : replica.records.versions(key);
    this.hold(member, op, key);
    replica.lastChangedUs = nowUs;
    replica.latestStamp = Math.max(replica.latestStamp, ops.stampOf(op));
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.apply, member, op, 0);
    if (from !== member) {
      replica.applied++;
      this.reached[member] = grownUint8(this.reached[member], op + 1);
      if (this.reached[member][op] === 0) witness.reach(op, member, nowUs);
      this.reached[member][op] = 1;
    }
    // What was executed when it was taken in is in the trace as such.
    if (isOwn && !this.parts.appliesCommitted) return;
    tracer?.apply(nowUs, { replica: member, from }, op, { outcome: 'stored', held, holds: [op], conflictsWith: [] });
  }

  /** A member holds a write of a key, and knows what its author knew. */
  private hold(member: number, op: number, key: number): void {
    const { replicas, ops } = this.parts;
    const { records } = replicas[member];
    records.store(key, op);
    for (let author = 0; author < ops.width; author++) {
      records.setKnownEntry(key, author, ops.vectorEntry(op, author));
    }
    records.addKnown(key, this.depths[op] - records.knownCount(key));
  }

  private note(op: number, depth: number, position: number, term: number): void {
    this.depths = grownInt32(this.depths, op + 1);
    this.positions = grownInt32(this.positions, op + 1);
    this.terms = grownInt32(this.terms, op + 1);
    this.depths[op] = depth;
    this.positions[op] = position;
    this.terms[op] = term;
  }
}
