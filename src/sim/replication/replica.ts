/** One replica of the database: what it holds and knows, and how it takes in a write. */
import { assert } from '../base/assert.js';
import { Relation } from '../causality/relation.js';
import { Decision, type Detector, type RegisterResolver } from '../resolution/contract.js';
import type { Operation } from '../resolution/replicated-type.js';
import { siblingRuleOf } from '../resolution/sibling-rules.js';
import type { OpLog } from '../storage/op-log.js';
import type { RecordStore } from '../storage/record-store.js';
import type { ReplicaLog } from '../storage/replica-log.js';
import { ContextLog } from './context-log.js';
import { ContextMerging } from './context-merging.js';
import { ContextRecords, type SeenRecord } from './context-records.js';
import { ReplicatedRecords } from './replicated-records.js';
import { TypeMerging, type MergeOutcome } from './type-merging.js';
import type { Witness } from './witness.js';

/** What came of a write at a replica. */
export const Outcome = {
  /** It was known already, by itself or through a write that knew of it. */
  known: 0,
  /** It is held now, alone or beside others. */
  stored: 1,
  /** The resolver kept what was there. */
  discarded: 2,
} as const;

/** One of {@link Outcome}. */
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** A leader's or follower's copy of the data. */
export class Replica {
  readonly index: number;
  /** When what it holds last changed. */
  lastChangedUs = 0;
  /** Clients' writes it took in. */
  accepted = 0;
  /** Replicated writes it took in. */
  applied = 0;
  /** Greatest timestamp of all that was taken in, whatever came of it. */
  latestStamp = -Infinity;
  /** What {@link touch} loaded, so that its loads are not optimized away. */
  touched = 0;
  readonly records: RecordStore;
  private readonly ops: OpLog;
  private readonly detector: Detector;
  /** A roll-out changes it. */
  private resolver: RegisterResolver;
  private readonly witness: Witness;
  /** Null where one of two versions is chosen. */
  private readonly merging: TypeMerging | null;
  /** Null where every write knows what is held where it is accepted. */
  readonly contexts: ContextMerging | null;
  private readonly isPlain: boolean;
  private readonly appliesRepeats: boolean;

  constructor(parts: {
    readonly index: number;
    readonly records: RecordStore;
    readonly ops: OpLog;
    readonly detector: Detector;
    readonly resolver: RegisterResolver;
    readonly witness: Witness;
    /** A write that comes again is carried out again; not unless said. */
    readonly appliesRepeats?: boolean;
  }) {
    this.appliesRepeats = parts.appliesRepeats === true;
    this.index = parts.index;
    this.records = parts.records;
    this.ops = parts.ops;
    this.detector = parts.detector;
    this.resolver = parts.resolver;
    this.witness = parts.witness;
    const { records } = parts;
    this.merging =
      records instanceof ReplicatedRecords ? new TypeMerging({ ...parts, records }) : null;
    this.contexts = createContextMerging(parts);
    this.isPlain = this.merging === null && this.contexts === null;
  }

  /** From now on conflicts are settled by this rule; both it and the one before keep one of two versions. */
  settleBy(rule: RegisterResolver): void {
    this.resolver = rule;
  }

  /** Its records where values are merged, null where one of two versions is chosen. */
  get replicated(): ReplicatedRecords | null {
    return this.merging === null ? null : this.merging.records;
  }

  /**
   * Takes in a new write of a client's, which knows all that is held here. Its op exists already.
   * Where values are merged, `operation` is what it does to them. Where clients bring contexts of their
   * own, `seen` is what they saw.
   */
  accept(op: number, atUs: number, operation?: Operation, seen?: SeenRecord): Outcome {
    const { records } = this;
    const key = this.ops.keyOf(op);
    this.accepted++;
    if (!this.isPlain) return this.acceptMerged(op, atUs, operation, seen);
    const held = records.single(key);
    const known = records.knownCount(key);
    if (held === -2) this.witness.accept(op, atUs, known, records.versions(key));
    else this.witness.acceptOver(op, atUs, known, held);
    records.setKnownEntry(key, this.ops.authorOf(op), op + 1);
    records.addKnown(key, 1);
    if (this.isUnbeaten(op) && held !== -2) {
      records.store(key, op);
      this.lastChangedUs = atUs;
      return Outcome.stored;
    }
    if (held === -2) return this.resolveSiblings(op, key, atUs, true);
    return this.resolveSingle(op, key, held, Relation.after, atUs, true);
  }

  /**
   * Takes in a replicated write. Doing so again changes nothing, unless repeats are to be applied.
   *
   * A write that is known may never have been here itself: something that knew of it came first. Where
   * the answer cannot depend on how often it is asked, the resolver still has its say.
   */
  apply(op: number, atUs: number): Outcome {
    const { records } = this;
    const key = this.ops.keyOf(op);
    const isNew = records.knownEntry(key, this.ops.authorOf(op)) <= op;
    if (!this.isPlain) return this.applyMerged(op, atUs, isNew);
    const held = records.single(key);
    let outcome: Outcome = Outcome.known;
    if (held >= 0) {
      const relation = this.detector.relate(op, held, this.ops);
      this.witness.compare(op, held, relation, isNew, this.index);
      if (isNew || this.mayAskAgain(relation) || this.appliesRepeats) {
        outcome = this.resolveSingle(op, key, held, relation, atUs, isNew);
      }
    } else if (isNew) {
      if (held === -1) outcome = this.resolveSingle(op, key, held, Relation.after, atUs, true);
      else outcome = this.resolveSiblings(op, key, atUs, false);
    }
    // A known one may be stored all the same: what is held has no greater stamp than the latest.
    if (outcome !== Outcome.known) {
      this.latestStamp = Math.max(this.latestStamp, this.ops.stampOf(op));
    }
    if (isNew) {
      this.applied++;
      this.learn(op, key, atUs);
    }
    return outcome;
  }

  /**
   * Learns what another replica knows of a key, 1 + the id of the latest write by each author: with what
   * that one holds, its whole record. Returns the writes that are news here.
   */
  learnFrom(key: number, known: readonly number[], atUs: number): readonly number[] {
    const { records, ops } = this;
    const news: number[] = [];
    known.forEach((entry, author) => {
      const least = records.knownEntry(key, author);
      if (entry <= least) return;
      for (let write = entry - 1; write >= least; write = ops.previousOf(write)) news.push(write);
      records.setKnownEntry(key, author, entry);
    });
    for (const write of news) this.witness.reach(write, this.index, atUs);
    records.addKnown(key, news.length);
    return news;
  }

  /** The latest write of a key that it knows of; −1 for none. */
  latestKnown(key: number): number {
    const { records } = this;
    let latest = 0;
    for (let author = 0; author < records.authors; author++) {
      latest = Math.max(latest, records.knownEntry(key, author));
    }
    return latest - 1;
  }

  /** Whether it knows of a write. */
  knows(op: number): boolean {
    if (this.contexts !== null) return this.contexts.knows(op);
    return this.records.knownEntry(this.ops.keyOf(op), this.ops.authorOf(op)) > op;
  }

  /** Whether a write itself came here, and not only one that knew of it, where that makes a difference. */
  hasTakenIn(op: number): boolean {
    return this.merging === null ? this.knows(op) : this.merging.records.hasMerged(op);
  }

  /** Its disk is gone: it holds and knows nothing. Returns every version that it held. */
  wipe(keys: number, atUs: number): readonly number[] {
    const { records } = this;
    const held = Array.from({ length: keys }, (_, key) => records.versions(key)).flat();
    records.clear();
    this.latestStamp = -Infinity;
    if (held.length > 0) this.lastChangedUs = atUs;
    return held;
  }

  /** Whether a record of this key is held: a version that is no delete. */
  hasRecord(key: number): boolean {
    const held = this.records.single(key);
    if (held >= 0) return !this.ops.isDelete(held);
    return held === -2 && this.records.versions(key).some((version) => !this.ops.isDelete(version));
  }

  /** Whether this is an update that is news here, and finds no record to change. */
  lacksRecordFor(op: number): boolean {
    if (!this.ops.isUpdate(op)) return false;
    return !this.knows(op) && !this.hasRecord(this.ops.keyOf(op));
  }

  /** Versions held here that the detector calls concurrent with a write. */
  conflictsWith(op: number): readonly number[] {
    if (this.contexts !== null) return this.contexts.conflictsWith(op);
    const held = this.records.versions(this.ops.keyOf(op));
    // Of siblings, nobody is asked about a write that is known.
    if (held.length > 1 && this.knows(op)) return [];
    return held.filter((version) => this.detector.relate(op, version, this.ops) === Relation.concurrent);
  }

  /**
   * No version that ever came here has a greater stamp, so a resolver that goes by stamps keeps this one;
   * it is not asked, because the held version may be anywhere in memory.
   */
  private isUnbeaten(op: number): boolean {
    const stamp = this.ops.stampOf(op);
    const isLatest = stamp > this.latestStamp;
    if (isLatest) this.latestStamp = stamp;
    return isLatest && this.resolver.isTotalOrder;
  }

  /**
   * Loads what a batch will ask for, row after row: so the cache misses of its ops overlap, which they
   * cannot while each op is taken in with all its consequences. Changes nothing.
   */
  touch(log: ReplicaLog, from: number, to: number): void {
    const { ops, records } = this;
    let touched = 0;
    for (let position = from; position < to; position++) {
      touched ^= records.single(ops.keyOf(log.opAt(position)));
    }
    for (let position = from; position < to; position++) {
      const held = records.single(ops.keyOf(log.opAt(position)));
      if (held >= 0) touched ^= ops.identityOf(held);
    }
    this.touched = touched;
  }

  private acceptMerged(
    op: number,
    atUs: number,
    operation: Operation | undefined,
    seen: SeenRecord | undefined,
  ): Outcome {
    const { records, merging, contexts } = this;
    if (contexts !== null) return this.noteStored(op, atUs, contexts.accept(op, seen, atUs));
    assert(merging !== null && operation !== undefined, 'a replicated type takes operations');
    const outcome = Outcome[merging.accept(op, operation, atUs)];
    const key = this.ops.keyOf(op);
    records.setKnownEntry(key, this.ops.authorOf(op), op + 1);
    records.addKnown(key, 1);
    if (outcome === Outcome.stored) this.lastChangedUs = atUs;
    return outcome;
  }

  private applyMerged(op: number, atUs: number, isNew: boolean): Outcome {
    const { merging, contexts } = this;
    if (contexts !== null) {
      if (!contexts.knows(op)) this.applied++;
      return this.noteStored(op, atUs, contexts.apply(op, atUs));
    }
    assert(merging !== null, 'what is not plain is merged');
    const outcome = Outcome[merging.apply(op, atUs)];
    if (outcome === Outcome.stored) this.lastChangedUs = atUs;
    if (isNew) {
      this.applied++;
      this.learn(op, this.ops.keyOf(op), atUs);
    }
    return outcome;
  }

  /** What came of a write with a context of its own. */
  private noteStored(op: number, atUs: number, merged: MergeOutcome): Outcome {
    if (merged !== 'known') this.latestStamp = Math.max(this.latestStamp, this.ops.stampOf(op));
    if (merged === 'stored') this.lastChangedUs = atUs;
    return Outcome[merged];
  }

  private mayAskAgain(relation: Relation): boolean {
    return this.resolver.isTotalOrder || relation === Relation.before || relation === Relation.after;
  }

  private resolveSingle(
    op: number,
    key: number,
    held: number,
    relation: Relation,
    atUs: number,
    isNew: boolean,
  ): Outcome {
    const { records } = this;
    if (held >= 0) {
      const decision = this.resolver.decide(op, held, relation, this.ops);
      if (decision === Decision.keepHeld) {
        if (!isNew) return Outcome.known;
        this.witness.discard(op, held, relation, op, this.index, atUs);
        return Outcome.discarded;
      }
      if (decision === Decision.keepBoth) {
        records.storeSiblings(key, [held, op]);
        this.lastChangedUs = atUs;
        return Outcome.stored;
      }
      if (!this.ops.knewOf(op, held)) {
        this.witness.discard(op, held, relation, held, this.index, atUs);
      }
    }
    records.store(key, op);
    this.lastChangedUs = atUs;
    return Outcome.stored;
  }

  private resolveSiblings(op: number, key: number, atUs: number, isLocal: boolean): Outcome {
    const held = this.records.versions(key);
    const kept: number[] = [];
    let rival = -1;
    let rivalRelation: Relation = Relation.before;
    for (const version of held) {
      const relation = isLocal ? Relation.after : this.detector.relate(op, version, this.ops);
      if (!isLocal) this.witness.compare(op, version, relation, true, this.index);
      const decision = this.resolver.decide(op, version, relation, this.ops);
      if (decision === Decision.keepHeld) {
        rival = version;
        rivalRelation = relation;
      }
      if (decision !== Decision.takeIncoming) kept.push(version);
      else if (!this.ops.knewOf(op, version)) {
        this.witness.discard(op, version, relation, version, this.index, atUs);
      }
    }
    if (rival >= 0) this.witness.discard(op, rival, rivalRelation, op, this.index, atUs);
    else kept.push(op);
    this.records.storeSiblings(key, kept);
    this.lastChangedUs = atUs;
    return rival >= 0 ? Outcome.discarded : Outcome.stored;
  }

  /** Adds the write, and all that its author knew, to what is known here. */
  private learn(op: number, key: number, atUs: number): void {
    const { records } = this;
    const ops = this.ops;
    let learned = 0;
    for (let author = 0; author < ops.width; author++) {
      const entry = ops.vectorEntry(op, author);
      const known = records.knownEntry(key, author);
      if (entry <= known) continue;
      for (let write = entry - 1; write >= known; write = ops.previousOf(write)) {
        learned++;
        this.witness.reach(write, this.index, atUs);
      }
      records.setKnownEntry(key, author, entry);
    }
    records.addKnown(key, learned);
  }
}

function createContextMerging(parts: {
  readonly index: number;
  readonly records: RecordStore;
  readonly ops: OpLog;
  readonly detector: Detector;
  readonly witness: Witness;
}): ContextMerging | null {
  const { records, ops } = parts;
  if (!(records instanceof ContextRecords) || !(ops instanceof ContextLog)) return null;
  return new ContextMerging({ ...parts, records, ops, rule: siblingRuleOf(parts.detector.name) });
}
