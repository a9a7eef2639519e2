/**
 * Siblings by contexts: how a replica takes in a write whose author need not have seen what is held here.
 *
 * A client's write is merged as one that another replica sent: what it did not know stays beside it.
 */
import { Relation } from '../causality/relation.js';
import { isKnown, joinContexts } from '../resolution/crdt/causal-context.js';
import type { Span } from '../resolution/replicated-type.js';
import type { Placement, SiblingRule } from '../resolution/sibling-rules.js';
import type { ContextLog } from './context-log.js';
import type { ContextRecords, SeenRecord } from './context-records.js';
import type { MergeOutcome } from './type-merging.js';
import type { Witness } from './witness.js';

/** One replica's way to keep siblings. */
export class ContextMerging {
  readonly records: ContextRecords;
  /** Most versions of one key that were held at once. */
  mostSiblings = 0;
  /** The versions beside which the last client's write was put. */
  alarms: readonly number[] = [];
  /** The versions that its author saw. */
  saw: readonly number[] = [];
  /** Hears of keys that hold several versions after a write was stored. */
  whenSiblings: ((key: number, atUs: number) => void) | null = null;
  private readonly index: number;
  private readonly ops: ContextLog;
  private readonly rule: SiblingRule;
  private readonly witness: Witness;

  constructor(parts: {
    /** Of the replica. */
    readonly index: number;
    readonly records: ContextRecords;
    readonly ops: ContextLog;
    readonly rule: SiblingRule;
    readonly witness: Witness;
  }) {
    this.index = parts.index;
    this.records = parts.records;
    this.ops = parts.ops;
    this.rule = parts.rule;
    this.witness = parts.witness;
  }

  /** Takes in a new write of a client's that saw this; if it brings nothing, it saw all that is here. */
  accept(op: number, brought: SeenRecord | undefined, atUs: number): MergeOutcome {
    const { ops, records, witness } = this;
    const seen = brought ?? records.look(ops.keyOf(op));
    ops.noteContext(op, seen.known);
    this.alarms = this.conflictsWith(op);
    this.saw = seen.versions;
    const parents = seen.versions.filter(
      (version) => !seen.versions.some((other) => other !== version && ops.knewOf(other, version)),
    );
    witness.accept(op, atUs, seen.count, parents);
    const outcome = this.merge(op, atUs);
    records.setKnownEntry(ops.keyOf(op), ops.authorOf(op), op + 1);
    return outcome;
  }

  /** Takes in a replicated write. Doing so again changes nothing. */
  apply(op: number, atUs: number): MergeOutcome {
    return this.knows(op) ? 'known' : this.merge(op, atUs);
  }

  /** Whether a write was taken in, or something that knew of it. */
  knows(op: number): boolean {
    return isKnown(this.records.knownOf(this.ops.keyOf(op)), this.ops.dotOf(op));
  }

  /** Versions held here that would stay beside a write if it came now, or stood beside it. */
  conflictsWith(op: number): readonly number[] {
    if (this.knows(op)) return [];
    const { isObsolete, replaced } = this.place(op);
    if (isObsolete) return [];
    const gone = new Set(replaced.map(({ last }) => last));
    return this.records.versions(this.ops.keyOf(op)).filter((version) => !gone.has(version));
  }

  /** The vector of a write: by author, how many of its writes of the key are covered. */
  clockOf(op: number): ReadonlyMap<number, number> {
    return this.ops.countCovered([...this.ops.contextOf(op), this.ops.dotOf(op)]);
  }

  private merge(op: number, atUs: number): MergeOutcome {
    const { ops, records, witness, index } = this;
    const key = ops.keyOf(op);
    const held = records.versions(key);
    const { isObsolete, replaced } = this.place(op);
    const gone = new Set(replaced.map(({ last }) => last));
    for (const version of held) {
      const after = gone.has(version) ? Relation.after : Relation.concurrent;
      const relation = isObsolete ? Relation.before : after;
      witness.compare(op, version, relation, true, index);
      if (gone.has(version) && !ops.knewOf(op, version)) {
        witness.discard(op, version, relation, version, index, atUs);
      }
    }
    this.learn(op, key, atUs);
    if (isObsolete) {
      witness.discard(op, held[held.length - 1], Relation.before, op, index, atUs);
      return 'discarded';
    }
    const kept = held.filter((version) => !gone.has(version));
    records.storeSiblings(key, [...kept, op]);
    this.mostSiblings = Math.max(this.mostSiblings, kept.length + 1);
    if (kept.length > 0) this.whenSiblings?.(key, atUs);
    return 'stored';
  }

  private place(op: number): Placement {
    const { ops, records } = this;
    const key = ops.keyOf(op);
    const siblings = records.versions(key).map((version) => ops.dotOf(version));
    const write = { dot: ops.dotOf(op), context: ops.contextOf(op) };
    return this.rule(write, { siblings, known: records.knownOf(key) });
  }

  /** Adds the write, and all that its author knew, to what is known here. */
  private learn(op: number, key: number, atUs: number): void {
    const { ops, records, witness, index } = this;
    const before = records.knownOf(key);
    const news = [...ops.contextOf(op), ops.dotOf(op)];
    let learned = 0;
    for (const { author, after, last } of news) {
      for (let write = last; write > after; write = ops.previousOf(write)) {
        if (isCovered(before, { author, after, last: write })) break;
        if (isKnown(before, ops.dotOf(write))) continue;
        learned++;
        if (ops.leaderOf(write) !== index) witness.reach(write, index, atUs);
      }
    }
    records.setKnown(key, joinContexts(before, news), learned);
  }
}

/** Whether all of an author's writes in a span are known by one span. */
function isCovered(known: readonly Span[], { author, after, last }: Span): boolean {
  return known.some((span) => span.author === author && span.after <= after && span.last >= last);
}
