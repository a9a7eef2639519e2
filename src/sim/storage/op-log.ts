/**
 * The ops: everything that was written, once, in order of acceptance. An op's id is its row.
 *
 *   int32:  | stamp (float64) | key | leader·2 + kind | identity | context: leader 0 | leader 1 | … |
 *
 *   stamp     the accepting node's clock reading, microseconds
 *   kind      0 write, 1 delete
 *   identity  hash of the client's request; names the op under any strategy
 *   context   what its author knew of the key, see version-vector.ts
 *
 * One row a op, not one column a field: applying asks for all of a held version's fields at once, and a
 * held version is anywhere in memory. Replicas' logs hold ids. True times are not here: strategies may
 * read everything in this file.
 */
import { compareVectors, type VectorComparator } from '../causality/version-vector.js';
import type { Relation } from '../causality/relation.js';

/** What an op does to its record. */
export const OpKind = { write: 0, delete: 1 } as const;

/** One of {@link OpKind}. */
export type OpKind = (typeof OpKind)[keyof typeof OpKind];

const keyAt = 2;
const leaderAt = 3;
const identityAt = 4;
const contextAt = 5;

/** All ops of a run. */
export class OpLog {
  /** Entries of a version vector. */
  readonly width: number;
  /** Int32 a row; even, so that stamps are aligned. */
  private readonly stride: number;
  private readonly stampStride: number;
  private readonly compareEntries: VectorComparator;
  private opCount = 0;
  private capacity: number;
  private rows: Int32Array<ArrayBuffer>;
  /** The same memory, for stamps. */
  private stamps: Float64Array<ArrayBuffer>;

  /** `expected`: about how many ops there will be; more is possible. */
  constructor(shape: { readonly leaders: number; readonly expected: number; readonly compare?: VectorComparator }) {
    this.width = shape.leaders;
    this.stride = (contextAt + shape.leaders + 1) & ~1;
    this.stampStride = this.stride / 2;
    this.compareEntries = shape.compare ?? compareVectors;
    this.capacity = shape.expected;
    this.rows = new Int32Array(shape.expected * this.stride);
    this.stamps = new Float64Array(this.rows.buffer);
  }

  /** How many ops there are; the next id. */
  get count(): number {
    return this.opCount;
  }

  /** Adds an op and returns its id. Its context is `width` entries of `known` from `offset`. */
  append(
    op: { readonly key: number; readonly leader: number; readonly kind: OpKind; readonly stamp: number; readonly identity: number },
    known: Int32Array,
    offset: number,
  ): number {
    const id = this.opCount++;
    if (id >= this.capacity) this.grow();
    const row = id * this.stride;
    const rows = this.rows;
    this.stamps[id * this.stampStride] = op.stamp;
    rows[row + keyAt] = op.key;
    rows[row + leaderAt] = (op.leader << 1) | op.kind;
    rows[row + identityAt] = op.identity;
    for (let i = 0; i < this.width; i++) rows[row + contextAt + i] = known[offset + i];
    return id;
  }

  keyOf(op: number): number {
    return this.rows[op * this.stride + keyAt];
  }

  leaderOf(op: number): number {
    return this.rows[op * this.stride + leaderAt] >> 1;
  }

  isDelete(op: number): boolean {
    return (this.rows[op * this.stride + leaderAt] & 1) === OpKind.delete;
  }

  /** The accepting node's clock reading. */
  stampOf(op: number): number {
    return this.stamps[op * this.stampStride];
  }

  identityOf(op: number): number {
    return this.rows[op * this.stride + identityAt];
  }

  /** The op's vector at a leader: 1 + the id of the latest write covered, 0 for none. */
  vectorEntry(op: number, leader: number): number {
    const row = op * this.stride;
    if (leader === this.rows[row + leaderAt] >> 1) return op + 1;
    return this.rows[row + contextAt + leader];
  }

  /** The latest write of this op's leader and key that its author knew, as an id; −1 for none. */
  previousOf(op: number): number {
    const row = op * this.stride;
    return this.rows[row + contextAt + (this.rows[row + leaderAt] >> 1)] - 1;
  }

  /** Whether the author of `op` knew of `other`, a write of the same key. */
  knewOf(op: number, other: number): boolean {
    return this.rows[op * this.stride + contextAt + this.leaderOf(other)] > other;
  }

  /** How the vector of `incoming` stands to that of `held`. */
  compare(incoming: number, held: number): Relation {
    const incomingRow = incoming * this.stride;
    const heldRow = held * this.stride;
    const rows = this.rows;
    return this.compareEntries(
      rows,
      this.width,
      incomingRow + contextAt,
      rows[incomingRow + leaderAt] >> 1,
      incoming + 1,
      heldRow + contextAt,
      rows[heldRow + leaderAt] >> 1,
      held + 1,
    );
  }

  private grow(): void {
    this.capacity = Math.max(64, this.capacity * 2);
    const rows = new Int32Array(this.capacity * this.stride);
    rows.set(this.rows);
    this.rows = rows;
    this.stamps = new Float64Array(rows.buffer);
  }
}
