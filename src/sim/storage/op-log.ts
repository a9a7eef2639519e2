/**
 * The ops: everything that was written, once, in order of acceptance. An op's id is its row.
 *
 *   int32:  | stamp low | stamp high · 2⁹ + leader · 2 + kind | key | identity | context: leader 0 | leader 1 | … |
 *
 *   stamp     an integer within ± 2⁵⁴, see stamp-source.ts: 32 bits, and 22 more with a sign
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

const lowAt = 0;
const tagAt = 1;
const keyAt = 2;
const identityAt = 3;
const contextAt = 4;
/** Bits of the tag below the stamp: a leader of 0 to 255, and the kind. */
const tagBits = 9;
const twoTo32 = 0x100000000;

/** All ops of a run. */
export class OpLog {
  /** Entries of a version vector. */
  readonly width: number;
  /** Int32 a row. */
  private readonly stride: number;
  private readonly compareEntries: VectorComparator;
  private opCount = 0;
  private capacity: number;
  private rows: Int32Array<ArrayBuffer>;

  /** `expected`: about how many ops there will be; more is possible. */
  constructor(shape: { readonly leaders: number; readonly expected: number; readonly compare?: VectorComparator }) {
    this.width = shape.leaders;
    this.stride = contextAt + shape.leaders;
    this.compareEntries = shape.compare ?? compareVectors;
    this.capacity = shape.expected;
    this.rows = new Int32Array(shape.expected * this.stride);
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
    rows[row + lowAt] = op.stamp;
    rows[row + tagAt] = (Math.floor(op.stamp / twoTo32) << tagBits) | (op.leader << 1) | op.kind;
    rows[row + keyAt] = op.key;
    rows[row + identityAt] = op.identity;
    for (let i = 0; i < this.width; i++) rows[row + contextAt + i] = known[offset + i];
    return id;
  }

  keyOf(op: number): number {
    return this.rows[op * this.stride + keyAt];
  }

  leaderOf(op: number): number {
    return leaderOfTag(this.rows[op * this.stride + tagAt]);
  }

  isDelete(op: number): boolean {
    return (this.rows[op * this.stride + tagAt] & 1) === OpKind.delete;
  }

  /** What orders it by time, or by cause; see the scenario's `timestamps`. */
  stampOf(op: number): number {
    const row = op * this.stride;
    return (this.rows[row + tagAt] >> tagBits) * twoTo32 + (this.rows[row + lowAt] >>> 0);
  }

  identityOf(op: number): number {
    return this.rows[op * this.stride + identityAt];
  }

  /** The op's vector at a leader: 1 + the id of the latest write covered, 0 for none. */
  vectorEntry(op: number, leader: number): number {
    const row = op * this.stride;
    if (leader === leaderOfTag(this.rows[row + tagAt])) return op + 1;
    return this.rows[row + contextAt + leader];
  }

  /** The latest write of this op's leader and key that its author knew, as an id; −1 for none. */
  previousOf(op: number): number {
    const row = op * this.stride;
    return this.rows[row + contextAt + leaderOfTag(this.rows[row + tagAt])] - 1;
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
      leaderOfTag(rows[incomingRow + tagAt]),
      incoming + 1,
      heldRow + contextAt,
      leaderOfTag(rows[heldRow + tagAt]),
      held + 1,
    );
  }

  private grow(): void {
    this.capacity = Math.max(64, this.capacity * 2);
    const rows = new Int32Array(this.capacity * this.stride);
    rows.set(this.rows);
    this.rows = rows;
  }
}

function leaderOfTag(tag: number): number {
  return (tag >> 1) & 255;
}
