/**
 * The ledger: what really happened to every write, which no strategy may see.
 *
 *   acceptedAt     uint32    true time of the durable commit, its lower half; the upper one grows with the ids
 *   parent         int32     0 none, 1 + id of the one, −n the n-th list: what its author could see of the key
 *   acknowledged   uint8     its client was told of success
 *
 * Beside them a journal of discards (which replica threw away which write, when, why), the concurrent
 * pairs that met, and the lag of every write at every replica.
 */
import { grownInt32, grownUint8, grownUint32 } from '../base/columns.js';
import { Relation } from '../causality/relation.js';
import { Decision, type Detector, type RegisterResolver, type Versions } from '../resolution/contract.js';
import type { LossCause } from '../report.js';
import type { OpLog } from '../storage/op-log.js';
import { CollectedDeletes } from './collected-deletes.js';
import { DiscardJournal } from './discard-journal.js';
import { Effects, type PartedEffect } from './effects.js';
import { Histogram } from './histogram.js';
import { PairSet } from './pair-set.js';
import type { RowLineages } from './row-lineages.js';
import { RulesInForce } from './rules-in-force.js';

const twoTo32 = 0x100000000;

/** Truth about writes, conflicts and lag. */
export class Ledger {
  /** By effect where there are {@link effects}, by write elsewhere. */
  readonly discards = new DiscardJournal();
  /** What writes do part by part, where values are merged; null where versions are chosen between. */
  readonly effects: Effects | null;
  /** What absence stands for; null where tombstones stay. */
  readonly collected: CollectedDeletes | null;
  /** Distinct concurrent pairs that met. */
  readonly conflicts = new PairSet();
  meetings = 0;
  detected = 0;
  missed = 0;
  falseAlarms = 0;
  /** Who decides by what, and the meetings that were decided because the detector called them conflicts. */
  readonly rules: RulesInForce;
  /** Pairs of concurrent writes of one key, met or not. */
  concurrentPairs = 0;
  lastAcceptedUs = 0;

  private readonly ops: OpLog;
  private readonly replicas: number;
  private readonly detector: Detector;
  /** Stamps come from physical clocks, so that these can be to blame. */
  private readonly areStampsTimes: boolean;
  private readonly rows: RowLineages | null;
  /** What the strategy would have seen if every stamp were true time. */
  private readonly trueVersions: Versions;
  private readonly writesOfKey: Int32Array<ArrayBuffer>;
  private readonly lag: (Histogram | undefined)[] = [];
  private acceptedAt: Uint32Array<ArrayBuffer>;
  /** The first write of each further 2³² microseconds. */
  private readonly turns: number[] = [];
  private parents: Int32Array<ArrayBuffer>;
  private acknowledged: Uint8Array<ArrayBuffer>;
  /** What replicas knew that lost their disks; empty where none did. */
  private readonly forgotten: (Set<number> | undefined)[] = [];
  private readonly parentLists: (readonly number[])[] = [[]];

  constructor(parts: {
    readonly ops: OpLog;
    readonly keys: number;
    readonly replicas: number;
    readonly expected: number;
    readonly detector: Detector;
    readonly resolver: RegisterResolver;
    /** Stamps come from physical clocks; true unless said. */
    readonly areStampsTimes?: boolean;
    /** Values are merged, and judged by part; false unless said. */
    readonly isMerging?: boolean;
    /** Absent where nobody creates rows. */
    readonly rows?: RowLineages | null;
    /** Replicas forget deletes; not unless said. */
    readonly mayCollect?: boolean;
  }) {
    const { ops } = parts;
    this.effects = parts.isMerging === true ? new Effects() : null;
    this.ops = ops;
    this.replicas = parts.replicas;
    this.collected = parts.mayCollect === true ? new CollectedDeletes(parts.replicas) : null;
    this.detector = parts.detector;
    this.rules = new RulesInForce(parts.resolver, parts.replicas);
    this.areStampsTimes = parts.areStampsTimes ?? true;
    this.rows = parts.rows ?? null;
    this.writesOfKey = new Int32Array(parts.keys);
    this.acceptedAt = new Uint32Array(parts.expected);
    this.parents = new Int32Array(parts.expected);
    this.acknowledged = new Uint8Array(parts.expected);
    this.trueVersions = {
      stampOf: (op) => this.acceptedAtUs(op),
      leaderOf: (op) => ops.leaderOf(op),
      compare: (incoming, held) => ops.compare(incoming, held),
    };
  }

  /** A write was accepted by a replica that knew `known` writes of its key and held `parents`. */
  accept(op: number, atUs: number, known: number, parents: readonly number[]): void {
    this.noteAcceptance(op, atUs, known);
    this.parentLists.push(parents);
    this.parents[op] = -(this.parentLists.length - 1);
  }

  /** As {@link accept}, where one version or none (−1) was held. */
  acceptOver(op: number, atUs: number, known: number, parent: number): void {
    if (parent < 0 && this.collected !== null) {
      const deletes = this.collected.standingFor(this.ops.leaderOf(op), this.ops.keyOf(op));
      if (deletes.length > 0) {
        this.accept(op, atUs, known, deletes);
        return;
      }
    }
    this.noteAcceptance(op, atUs, known);
    this.parents[op] = parent + 1;
  }

  /** As {@link accept}, where values are merged: what its author could see, part by part. */
  acceptParts(op: number, atUs: number, known: number, effects: readonly PartedEffect[]): void {
    this.noteAcceptance(op, atUs, known);
    this.effects?.add(op, effects);
  }

  /** A write that knew of what its author held, and builds on none of it. */
  disown(op: number): void {
    this.parents[op] = 0;
  }

  /** A replica forgets deletes, and all that it knew of their key: what it learns again has its lag already. */
  collect(replica: number, key: number, deletes: readonly number[], knew: (op: number) => boolean): void {
    this.collected?.add(replica, key, deletes);
    const forgotten = (this.forgotten[replica] ??= new Set());
    for (const op of this.collected?.writesOf(key) ?? []) if (knew(op)) forgotten.add(op);
  }

  /**
   * A replica took in a write of a key; returns the deletes that its absence stood for. They are discarded in
   * favour of that write, as far as that does not descend from them.
   */
  fill(op: number, replica: number, atUs: number): readonly number[] {
    const deletes = this.collected?.fill(replica, this.ops.keyOf(op)) ?? [];
    for (const each of deletes) if (each !== op) this.discards.add(each, replica, atUs, 'resolution');
    return deletes;
  }

  /** The client of a write has its answer. */
  acknowledge(op: number): void {
    this.acknowledged[op] = 1;
  }

  /** A replica knows of a write for the first time, or once more after its disk was lost. */
  reach(op: number, replica: number, atUs: number): void {
    if (this.forgotten.length > 0 && this.forgotten[replica]?.has(op) === true) return;
    const pair = this.ops.leaderOf(op) * this.replicas + replica;
    const histogram = (this.lag[pair] ??= new Histogram());
    histogram.record(atUs - this.acceptedAtUs(op));
  }

  /** A replica compared a version that came in with one it held; `isNew`: it did not know it yet. */
  compare(incoming: number, held: number, relation: Relation, isNew: boolean, replica: number): void {
    const isConcurrent =
      incoming !== held &&
      !this.ops.knewOf(incoming, held) &&
      (isNew || !this.ops.knewOf(held, incoming));
    const isAlarm = relation === Relation.concurrent;
    if (isAlarm && isNew) this.rules.noteResolved(replica);
    if (isAlarm && !isConcurrent) this.falseAlarms++;
    if (!isConcurrent || !isNew) return;
    this.meetings++;
    this.conflicts.add(incoming, held);
    if (isAlarm) this.detected++;
    else this.missed++;
  }

  /** A replica threw away the incoming version, or the held one, in favour of the other; `part`: where values are merged. */
  discard(
    incoming: number,
    held: number,
    relation: Relation,
    loser: number,
    replica: number,
    atUs: number,
    part = '',
  ): void {
    const lost = this.effects === null ? loser : this.effects.effectOn(loser, part);
    this.discards.add(lost, replica, atUs, this.causeOf(incoming, held, relation, loser, replica));
  }

  /** A replica will never be sent a write, or refused it. */
  drop(op: number, replica: number, atUs: number, cause: LossCause): void {
    const { discards, effects } = this;
    if (effects === null) {
      discards.add(op, replica, atUs, cause);
      return;
    }
    const next = effects.firstOf(op + 1);
    for (let effect = effects.firstOf(op); effect < next; effect++) {
      discards.add(effect, replica, atUs, cause);
    }
  }

  /** What a replica knew before its disk was lost has its lag already. */
  forget(replica: number, knew: (op: number) => boolean): void {
    const forgotten = (this.forgotten[replica] ??= new Set());
    for (let op = 0; op < this.ops.count; op++) if (knew(op)) forgotten.add(op);
  }

  get count(): number {
    return this.ops.count;
  }

  acceptedAtUs(op: number): number {
    const { turns } = this;
    let turn = turns.length;
    while (turn > 0 && turns[turn - 1] > op) turn--;
    return turn * twoTo32 + this.acceptedAt[op];
  }

  isAcknowledged(op: number): boolean {
    return this.acknowledged[op] === 1;
  }

  keyOf(op: number): number {
    return this.ops.keyOf(op);
  }

  /** How many writes of a key were accepted. */
  countWritesOf(key: number): number {
    return this.writesOfKey[key];
  }

  /** The one parent of a write; −1 for none, −2 for several. */
  singleParent(op: number): number {
    const parent = this.parents[op];
    return parent >= 0 ? parent - 1 : -2;
  }

  /** What the author of a write could see of its key. */
  parentsOf(op: number): readonly number[] {
    const parent = this.parents[op];
    if (parent === 0) return [];
    return parent > 0 ? [parent - 1] : this.parentLists[-parent];
  }

  /** Lag of a leader's writes at a replica; undefined when none arrived. */
  lagOf(leader: number, replica: number): Histogram | undefined {
    return this.lag[leader * this.replicas + replica];
  }

  private noteAcceptance(op: number, atUs: number, known: number): void {
    if (op >= this.acceptedAt.length) this.grow(op + 1);
    this.acceptedAt[op] = atUs;
    while (this.turns.length < Math.floor(atUs / twoTo32)) this.turns.push(op);
    this.acknowledged[op] = 0;
    this.lastAcceptedUs = atUs;
    const key = this.ops.keyOf(op);
    this.concurrentPairs += this.writesOfKey[key] - known;
    this.writesOfKey[key]++;
    this.collected?.noteWrite(op, key);
  }

  /** `collision` with another row; `skew` when the rule there would have kept the loser, had every stamp been true time. */
  private causeOf(incoming: number, held: number, relation: Relation, loser: number, replica: number): LossCause {
    if (this.rows?.areOfOtherRows(incoming, held, this) === true) return 'collision';
    if (!this.areStampsTimes) return 'resolution';
    const truth = this.trueVersions;
    // A local write over what its replica holds is newer by construction; no detector was asked.
    const trueRelation =
      relation === Relation.after && this.ops.knewOf(incoming, held)
        ? relation
        : this.detector.relate(incoming, held, truth);
    const rule = this.rules.ruleOf(replica);
    const decision = rule.decide(incoming, held, trueRelation, truth);
    // A rule that goes by the order of arrival says the same with any stamps.
    const isByStamps = rule.decide(incoming, held, trueRelation, this.ops) !== decision;
    if (this.effects !== null && !isByStamps) return 'resolution';
    const losing = loser === incoming ? Decision.keepHeld : Decision.takeIncoming;
    return decision === losing ? 'resolution' : 'skew';
  }

  private grow(length: number): void {
    this.acceptedAt = grownUint32(this.acceptedAt, length);
    this.parents = grownInt32(this.parents, this.acceptedAt.length);
    this.acknowledged = grownUint8(this.acknowledged, this.acceptedAt.length);
  }
}
