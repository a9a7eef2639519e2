/**
 * Ops whose authors need not have seen what the replica held that accepted them.
 *
 * What such a write knew is no prefix of anybody's writes: its context is kept as spans, exactly, and its
 * dot apart from that. The row of an op holds nothing but the chain of its author's writes of the key.
 * @see Preguiça et al., Dotted version vectors: logical clocks for optimistic replication (2010)
 */
import { isKnown, type CausalContext } from '../resolution/crdt/causal-context.js';
import type { Span } from '../resolution/replicated-type.js';
import { OpLog } from '../storage/op-log.js';

/** All ops of a run in which clients bring contexts of their own. */
export class ContextLog extends OpLog {
  private readonly contexts: CausalContext[] = [];
  /** What number a write has among its author's writes of its key; the first is 1. */
  private readonly numbers: number[] = [];

  /** Notes what the author of a new op knew of its key. */
  noteContext(op: number, context: CausalContext): void {
    const previous = this.previousOf(op);
    this.contexts[op] = context;
    this.numbers[op] = previous < 0 ? 1 : this.numbers[previous] + 1;
  }

  contextOf(op: number): CausalContext {
    return this.contexts[op];
  }

  /** A write without what it knew. */
  dotOf(op: number): Span {
    return { author: this.authorOf(op), after: this.previousOf(op), last: op };
  }

  /** By author, the number of its last write among these spans. */
  countCovered(context: CausalContext): ReadonlyMap<number, number> {
    const covered = new Map<number, number>();
    for (const { author, last } of context) {
      covered.set(author, Math.max(covered.get(author) ?? 0, this.numbers[last]));
    }
    return new Map([...covered].sort(([x], [y]) => x - y));
  }

  override knewOf(op: number, other: number): boolean {
    return isKnown(this.contexts[op], this.dotOf(other));
  }
}
