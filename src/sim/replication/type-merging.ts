/**
 * Merging instead of choosing: how a replica of a replicated type takes in a write.
 *
 * What a merge leaves out of the support without having been seen by what is in it was thrown away, and
 * that is told to the witness: the losing one of a concurrent add and remove, or an add that a set forbids.
 */
import { Relation } from '../causality/relation.js';
import type { Operation, Span, Support } from '../resolution/replicated-type.js';
import type { OpLog } from '../storage/op-log.js';
import type { ReplicatedRecords } from './replicated-records.js';
import type { Witness } from './witness.js';

/** What came of a write: nothing new, it is reflected or superseded, or its effect holds in no part. */
export type MergeOutcome = 'known' | 'stored' | 'discarded';

/** One replica's way to merge. */
export class TypeMerging {
  readonly records: ReplicatedRecords;
  private readonly index: number;
  private readonly ops: OpLog;
  private readonly witness: Witness;

  constructor(parts: {
    /** Of the replica. */
    readonly index: number;
    readonly records: ReplicatedRecords;
    readonly ops: OpLog;
    readonly witness: Witness;
  }) {
    this.index = parts.index;
    this.records = parts.records;
    this.ops = parts.ops;
    this.witness = parts.witness;
  }

  /** Takes in a new write of a client's, whose delta is prepared from what is held here. */
  accept(op: number, operation: Operation, atUs: number): MergeOutcome {
    const { records, ops } = this;
    const key = ops.keyOf(op);
    const effects = records.prepare(op, operation);
    this.witness.acceptParts(op, atUs, records.knownCount(key), effects);
    return this.merge(op, atUs);
  }

  /** Merges the delta of a replicated write, also where it is known through one that knew of it. */
  apply(op: number, atUs: number): MergeOutcome {
    if (this.records.hasMerged(op)) return 'known';
    for (const held of this.listConcurrent(op)) {
      this.witness.compare(op, held, Relation.concurrent, true, this.index);
    }
    return this.merge(op, atUs);
  }

  private merge(op: number, atUs: number): MergeOutcome {
    const { records, ops } = this;
    const key = ops.keyOf(op);
    const before = records.supportOf(key);
    const isChanged = records.merge(op);
    if (isChanged) this.witnessLosers(op, before, records.supportOf(key), atUs);
    let isHeld = false;
    let isDiscarded = false;
    for (const part of records.partsOf(op)) {
      const writes = records.supportIn(key, part);
      const isReflected = writes.some((span) => isIn(span, ops.authorOf(op), op));
      if (isReflected || records.isWaiting(op)) isHeld = true;
      else if (records.isAdditive || !writes.some(({ last }) => ops.knewOf(last, op))) {
        isDiscarded = true;
        this.witnessLoss(op, op, { part, writes }, atUs);
      }
    }
    if (isDiscarded && !isHeld) return 'discarded';
    return isHeld || isChanged ? 'stored' : 'known';
  }

  /** Writes that were reflected before a merge and are no more, though the one merged did not know them. */
  private witnessLosers(
    op: number,
    before: readonly Support[],
    after: readonly Support[],
    atUs: number,
  ): void {
    const { ops } = this;
    const remaining = new Map(after.map(({ part, writes }) => [part, writes]));
    for (const { part, writes } of before) {
      const kept = remaining.get(part) ?? [];
      for (const { author, last } of writes) {
        const isReflected = kept.some((span) => isIn(span, author, last));
        if (!isReflected && (this.records.isAdditive || !ops.knewOf(op, last))) {
          this.witnessLoss(last, op, { part, writes: kept }, atUs);
        }
      }
    }
  }

  /** Of what holds in place of a write, the one accepted last is the hardest to beat by true time. */
  private witnessLoss(loser: number, merged: number, { part, writes }: Support, atUs: number): void {
    const winner = writes.reduce((latest, { last }) => Math.max(latest, last), -1);
    const rival = winner < 0 ? merged : winner;
    this.witness.discard(loser, rival, Relation.concurrent, loser, this.index, atUs, part);
  }

  /** Writes in the support of whom and this one neither knew of the other. */
  private listConcurrent(op: number): readonly number[] {
    const { ops, records } = this;
    const concurrent: number[] = [];
    for (const { writes } of records.supportOf(ops.keyOf(op))) {
      for (const { author, after, last } of writes) {
        const from = Math.max(after + 1, ops.vectorEntry(op, author));
        for (let held = last; held >= from; held = ops.previousOf(held)) {
          if (!ops.knewOf(held, op)) concurrent.push(held);
        }
      }
    }
    return concurrent;
  }
}

function isIn({ author, after, last }: Span, writer: number, op: number): boolean {
  return author === writer && after < op && op <= last;
}
