/**
 * A member's log: what it was given by leaders, or as a leader by clients, in order. Positions begin with 1.
 *
 *   ops     int32   id of a write; −1 where a term begins; −2 − n for the n-th set of voters
 *   terms   int32   of the leader that took it in; never falls from one position to the next
 *
 * Two logs with the same term at a position are the same up to there (log matching): so an end, and the
 * point at which two part, is told by (term, position).
 */
import { assert } from '../../base/assert.js';
import { grownInt32 } from '../../base/columns.js';

/** The entry with which a leader begins its term. */
export const termBegins = -1;

/** The entry after which a set of voters counts. */
export function voterEntry(set: number): number {
  return -2 - set;
}

/** What a heartbeat carries. */
const nothing = new Int32Array(0);

/** An append-only list of entries whose tail may be cut off. */
export class MemberLog {
  /** What a crash leaves. */
  flushedTo = 0;
  private entries = 0;
  private ops = new Int32Array(64);
  private terms = new Int32Array(64);
  /** Positions of sets of voters. */
  private readonly voterSets: number[] = [];

  /** The last position; 0 when it is empty. */
  get end(): number {
    return this.entries;
  }

  get lastTerm(): number {
    return this.termAt(this.entries);
  }

  /** Number of the set of voters that counts after this log; 0 where it names none. */
  get voterSet(): number {
    const { voterSets } = this;
    return voterSets.length === 0 ? 0 : -2 - this.opAt(voterSets[voterSets.length - 1]);
  }

  /** The position of the entry that named {@link voterSet}; 0 for none. */
  get voterSetAt(): number {
    return this.voterSets.at(-1) ?? 0;
  }

  append(term: number, op: number): number {
    assert(term >= this.lastTerm, 'terms fall in a log');
    const row = this.entries++;
    this.ops = grownInt32(this.ops, this.entries);
    this.terms = grownInt32(this.terms, this.entries);
    this.ops[row] = op;
    this.terms[row] = term;
    if (op <= voterEntry(0)) this.voterSets.push(this.entries);
    return this.entries;
  }

  opAt(position: number): number {
    return this.ops[position - 1];
  }

  /** 0 for position 0. */
  termAt(position: number): number {
    return position === 0 ? 0 : this.terms[position - 1];
  }

  /** The first position with the term of this one. */
  firstOfTerm(position: number): number {
    const term = this.termAt(position);
    let first = position;
    while (first > 1 && this.termAt(first - 1) === term) first--;
    return first;
  }

  /** The last position, at most this one, with a term of at most this. */
  lastOfTerm(term: number, atMost: number): number {
    let last = Math.min(atMost, this.entries);
    while (last > 0 && this.termAt(last) > term) last--;
    return last;
  }

  /** Copies of the entries after one position up to another. */
  slice(after: number, upTo: number): { readonly ops: Int32Array; readonly terms: Int32Array } {
    if (after >= upTo) return { ops: nothing, terms: nothing };
    return { ops: this.ops.slice(after, upTo), terms: this.terms.slice(after, upTo) };
  }

  /** Cuts off what stands after a position. */
  truncate(to: number): void {
    this.entries = Math.min(this.entries, to);
    this.flushedTo = Math.min(this.flushedTo, to);
    while (this.voterSetAt > to) this.voterSets.pop();
  }
}
