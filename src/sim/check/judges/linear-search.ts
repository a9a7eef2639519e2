/**
 * The search for an order that explains the operations on one object: Wing and Gong's, with Lowe's
 * memory of configurations that led nowhere.
 *
 * A configuration is the first answer that is not explained yet (the *frontier*), which of the
 * operations that are open there have already taken effect, and the state. An operation can only
 * come next when it was invoked before the frontier. Memory costs a few words a configuration,
 * however long the history is, because operations that are open at once share one bit with those
 * that are open at other times.
 *
 * Four things keep the search narrow, and none changes its outcome. An operation that only looks
 * is taken as soon as the state is what it saw: earlier is never worse. Of operations without an
 * answer that would do the same, the one invoked first is taken first. And they are taken last.
 * Where nothing but appends can come before the next read is due, the state must be how that read's
 * value begins.
 *
 * @see Lowe, "Testing for linearizability", Concurrency and Computation 29(4), 2017
 */
import type { HistoryOperation } from '../../record/history.js';
import { ConfigurationSet } from './configuration-set.js';
import { effectOf, isPure } from './sequential-object.js';
import type { SequentialObject } from './sequential-object.js';

/** How a search ended. */
export type SearchResult =
  | { readonly kind: 'explained' }
  /** No order explains the answers up to this operation's. */
  | { readonly kind: 'impossible'; readonly operation: number }
  /** It would have to look at more states than it may. */
  | { readonly kind: 'exhausted' };

/** A search and what it cost. */
export type LinearSearchOutcome = SearchResult & { readonly states: number };

/**
 * Looks for an order. Operations come in order of invocation, without those that did not happen and
 * without reads that had no answer.
 */
export function searchLinearOrder(
  operations: readonly HistoryOperation[],
  object: SequentialObject,
  mostStates: number,
): LinearSearchOutcome {
  return new LinearSearch(operations, object).run(mostStates);
}

/** One decision: what was taken, and how to undo it. */
interface Decision {
  readonly operation: number;
  readonly stateBefore: number;
  readonly frontierBefore: number;
  /** Nothing else needs to be tried in its place. */
  readonly isForced: boolean;
}

class LinearSearch {
  private readonly object: SequentialObject;
  private readonly invokedAt: Float64Array;
  private readonly answeredAt: Float64Array;
  private readonly pure: Uint8Array;
  /** Operations in order of their answers. */
  private readonly byAnswer: readonly number[];
  /**
   * Operations without an answer, and for each the one before that would do the same; −1 for none.
   */
  private readonly open: readonly number[];
  private readonly openIndex: Int32Array;
  private readonly twin: Int32Array;
  /** The bit of each operation. */
  private readonly slot: Int32Array;
  /** Answered operations that are not taken, in order of invocation; the last entry is the head. */
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly head: number;
  private readonly taken: Uint8Array;
  /** Frontier, state, and the bits. */
  private readonly row: Int32Array;
  private readonly seen: ConfigurationSet;
  private readonly decisions: Decision[] = [];
  private state: number;
  private frontier = 0;
  private farthest = 0;

  constructor(operations: readonly HistoryOperation[], object: SequentialObject) {
    const count = operations.length;
    this.object = object;
    this.state = object.initial;
    this.invokedAt = Float64Array.from(operations, ({ invokedAt }) => invokedAt);
    this.answeredAt = Float64Array.from(operations, ({ answeredAt }) => answeredAt);
    this.pure = Uint8Array.from(operations, (operation) => (isPure(operation) ? 1 : 0));
    const all = operations.map((_, i) => i);
    const answered = all.filter((i) => this.answeredAt[i] < Infinity);
    this.byAnswer = [...answered].sort((a, b) => this.answeredAt[a] - this.answeredAt[b]);
    this.open = all.filter((i) => this.answeredAt[i] === Infinity);
    this.openIndex = new Int32Array(count);
    this.open.forEach((i, index) => (this.openIndex[i] = index));
    this.twin = findTwins(operations, this.open);
    const slots = assignSlots(this.invokedAt, this.answeredAt);
    this.slot = slots.slot;
    this.head = count;
    this.next = new Int32Array(count + 1).fill(count);
    this.previous = new Int32Array(count + 1).fill(count);
    let last = this.head;
    for (const i of answered) {
      this.next[last] = i;
      this.previous[i] = last;
      last = i;
    }
    this.previous[this.head] = last;
    this.taken = new Uint8Array(count);
    const width = 2 + Math.ceil(slots.count / 32);
    this.row = new Int32Array(width);
    this.seen = new ConfigurationSet(width);
  }

  run(mostStates: number): LinearSearchOutcome {
    const { byAnswer } = this;
    let from: number | null = null;
    while (this.frontier < byAnswer.length) {
      const looking = from === null ? this.findLegalLook() : -1;
      if (looking >= 0) {
        this.take(looking, this.state, true);
        continue;
      }
      const found = this.descend(from);
      if (this.isExhausted(mostStates)) return { kind: 'exhausted', states: this.seen.size };
      if (found) {
        from = null;
        continue;
      }
      from = this.undoToChoice();
      if (from < 0) {
        const operation = byAnswer[this.farthest];
        return { kind: 'impossible', operation, states: this.seen.size };
      }
    }
    return { kind: 'explained', states: this.seen.size };
  }

  private isExhausted(mostStates: number): boolean {
    return this.seen.size > mostStates || this.seen.size * this.row.length > mostWords;
  }

  /** Takes the next operation, after `from`, that leads to a new configuration. */
  private descend(from: number | null): boolean {
    for (let i = this.candidateAfter(from); i >= 0; i = this.candidateAfter(i)) {
      if (this.pure[i] === 1) continue;
      const after = this.object.step(this.state, i);
      if (after < 0 || this.isDeadEnd(i, after)) continue;
      this.take(i, after, false);
      this.row[0] = this.frontier;
      this.row[1] = this.state;
      if (this.seen.add(this.row)) return true;
      this.undo();
    }
    return false;
  }

  /** Whether the state that an operation leaves cannot grow into what the next read saw. */
  private isDeadEnd(operation: number, state: number): boolean {
    const { object, byAnswer, taken, answeredAt } = this;
    if (object.growth === null) return false;
    const read = byAnswer.slice(this.frontier, this.frontier + readsAhead).find((i) => taken[i] === 0 && this.pure[i] === 1);
    if (read === undefined || object.growth.mayBecome(state, read)) return false;
    const dueAt = answeredAt[read];
    for (let i = this.next[this.head]; i !== this.head && this.invokedAt[i] < dueAt; i = this.next[i]) {
      if (i !== operation && object.growth.replaces(i)) return false;
    }
    return !this.open.some(
      (i) => i !== operation && taken[i] === 0 && this.invokedAt[i] < dueAt && object.growth?.replaces(i) === true,
    );
  }

  /**
   * What may come next: answered operations in order of invocation, then open ones; −1 at the end.
   */
  private candidateAfter(from: number | null): number {
    const limit = this.answeredAt[this.byAnswer[this.frontier]];
    const isOpen = from !== null && this.answeredAt[from] === Infinity;
    if (!isOpen) {
      const i = this.next[from ?? this.head];
      if (i !== this.head && this.invokedAt[i] < limit) return i;
    }
    const start = isOpen ? this.openIndex[from] + 1 : 0;
    for (let k = start; k < this.open.length; k++) {
      const i = this.open[k];
      if (this.invokedAt[i] > limit) return -1;
      const twin = this.twin[i];
      if (this.taken[i] === 0 && (twin < 0 || this.taken[twin] === 1)) return i;
    }
    return -1;
  }

  private findLegalLook(): number {
    const limit = this.answeredAt[this.byAnswer[this.frontier]];
    for (
      let i = this.next[this.head];
      i !== this.head && this.invokedAt[i] < limit;
      i = this.next[i]
    ) {
      if (this.pure[i] === 1 && this.object.step(this.state, i) >= 0) return i;
    }
    return -1;
  }

  private take(operation: number, stateAfter: number, isForced: boolean): void {
    const { state: stateBefore, frontier: frontierBefore, byAnswer, taken } = this;
    this.decisions.push({ operation, stateBefore, frontierBefore, isForced });
    taken[operation] = 1;
    this.state = stateAfter;
    if (this.answeredAt[operation] < Infinity) {
      this.next[this.previous[operation]] = this.next[operation];
      this.previous[this.next[operation]] = this.previous[operation];
    }
    this.flip(operation);
    while (this.frontier < byAnswer.length && taken[byAnswer[this.frontier]] === 1) {
      this.flip(byAnswer[this.frontier]);
      this.frontier++;
    }
    if (this.frontier > this.farthest) this.farthest = this.frontier;
  }

  private undo(): Decision {
    const decision = this.decisions[this.decisions.length - 1];
    this.decisions.pop();
    const { operation, stateBefore, frontierBefore } = decision;
    while (this.frontier > frontierBefore) {
      this.frontier--;
      this.flip(this.byAnswer[this.frontier]);
    }
    this.flip(operation);
    if (this.answeredAt[operation] < Infinity) {
      this.next[this.previous[operation]] = operation;
      this.previous[this.next[operation]] = operation;
    }
    this.taken[operation] = 0;
    this.state = stateBefore;
    return decision;
  }

  /** The last operation that was taken by choice, undone; −1 when there is none left. */
  private undoToChoice(): number {
    while (this.decisions.length > 0) {
      const { operation, isForced } = this.undo();
      if (!isForced) return operation;
    }
    return -1;
  }

  /** An operation's bit is set while it is taken and its answer lies behind the frontier. */
  private flip(operation: number): void {
    const slot = this.slot[operation];
    this.row[2 + (slot >>> 5)] ^= 1 << (slot & 31);
  }
}

/** How many answers ahead the next read is looked for. */
const readsAhead = 64;

/** A quarter of a gigabyte: rows are wide where many operations have no answer. */
const mostWords = 1 << 26;

function findTwins(operations: readonly HistoryOperation[], open: readonly number[]): Int32Array {
  const twin = new Int32Array(operations.length).fill(-1);
  const last = new Map<string, number>();
  for (const i of open) {
    const effect = effectOf(operations[i]);
    twin[i] = last.get(effect) ?? -1;
    last.set(effect, i);
  }
  return twin;
}

/** Operations that are open at the same time get different slots; the lowest free one each. */
function assignSlots(
  invokedAt: Float64Array,
  answeredAt: Float64Array,
): { readonly slot: Int32Array; readonly count: number } {
  const slot = new Int32Array(invokedAt.length);
  const busyUntil: number[] = [];
  for (let i = 0; i < invokedAt.length; i++) {
    const free = busyUntil.findIndex((until) => until < invokedAt[i]);
    slot[i] = free < 0 ? busyUntil.length : free;
    busyUntil[slot[i]] = answeredAt[i];
  }
  return { slot, count: busyUntil.length };
}
