/**
 * The ops: everything that was written, once, in order of acceptance. An op's id is its row.
 *
 *   int32:  | stamp low | stamp high · 2¹⁰ + author · 4 + kind | key | identity | context: author 0 | author 1 | … |
 *
 *   stamp     an integer within ± 2⁵³, see stamp-source.ts: 32 bits, and 21 more with a sign
 *   kind      0 write, 1 delete, 2 update: a write that needs a record to change
 *   identity  hash of the client's request; names the op under any strategy
 *   context   what its author knew of the key, see version-vector.ts
 *   author    a leader with one of its disks: leader i is author i until it loses its disk, and then
 *             another one, since it knows no longer what it wrote before
 *
 * One row a op, not one column a field: applying asks for all of a held version's fields at once, and a
 * held version is anywhere in memory. Replicas' logs hold ids. True times are not here: strategies may
 * read everything in this file.
 */
import { assert } from '../base/assert.js';
import { maxAuthors } from '../base/max-authors.js';
import { compareVectors, type VectorComparator } from '../causality/version-vector.js';
import type { Relation } from '../causality/relation.js';

/** What an op does to its record. */
export const OpKind = { write: 0, delete: 1, update: 2 } as const;

/** One of {@link OpKind}. */
export type OpKind = (typeof OpKind)[keyof typeof OpKind];

const lowAt = 0;
const tagAt = 1;
const keyAt = 2;
const identityAt = 3;
const contextAt = 4;
/** Bits of the tag below the stamp: an author of 0 to 255, and the kind. */
const tagBits = 10;
const twoTo32 = 0x100000000;

/** All ops of a run. */
export class OpLog {
  /** Entries of a version vector: one an author. */
  readonly width: number;
  private readonly leaders: number;
  /** The leader of each author beyond the first of each leader. */
  private readonly laterLeaders: readonly number[];
  /** Who each leader writes as now. */
  private readonly authors: Int32Array;
  /** Int32 a row. */
  private readonly stride: number;
  private readonly compareEntries: VectorComparator;
  private opCount = 0;
  private capacity: number;
  private rows: Int32Array<ArrayBuffer>;

  /**
   * `expected`: about how many ops there will be; more is possible. `lostDisks`: the leader of each disk
   * that will be lost.
   */
  constructor(shape: {
    readonly leaders: number;
    readonly lostDisks?: readonly number[];
    readonly expected: number;
    readonly compare?: VectorComparator;
  }) {
    this.leaders = shape.leaders;
    this.laterLeaders = shape.lostDisks ?? [];
    this.width = this.leaders + this.laterLeaders.length;
    assert(this.width <= maxAuthors, 'more leaders and lost disks than an op can tell apart');
    this.authors = Int32Array.from({ length: this.leaders }, (_, leader) => leader);
    this.stride = contextAt + this.width;
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
    rows[row + tagAt] =
      (Math.floor(op.stamp / twoTo32) << tagBits) | (this.authors[op.leader] << 2) | op.kind;
    rows[row + keyAt] = op.key;
    rows[row + identityAt] = op.identity;
    for (let i = 0; i < this.width; i++) rows[row + contextAt + i] = known[offset + i];
    return id;
  }

  keyOf(op: number): number {
    return this.rows[op * this.stride + keyAt];
  }

  /** The leader that accepted it. */
  leaderOf(op: number): number {
    const author = authorOfTag(this.rows[op * this.stride + tagAt]);
    return author < this.leaders ? author : this.laterLeaders[author - this.leaders];
  }

  /** The leader that an author is. */
  leaderOfAuthor(author: number): number {
    return author < this.leaders ? author : this.laterLeaders[author - this.leaders];
  }

  /** Which of its leader's authors this is: the first is 1, each lost disk begins another. */
  lifeOfAuthor(author: number): number {
    const leader = this.leaderOfAuthor(author);
    const earlier = this.laterLeaders.slice(0, Math.max(0, author - this.leaders));
    return author < this.leaders ? 1 : 2 + earlier.filter((other) => other === leader).length;
  }

  /** Its own entry in version vectors. */
  authorOf(op: number): number {
    return authorOfTag(this.rows[op * this.stride + tagAt]);
  }

  /** The disk of this number in `lostDisks` is gone: its leader writes as another author from now on. */
  loseDisk(lost: number): void {
    this.authors[this.laterLeaders[lost]] = this.leaders + lost;
  }

  isDelete(op: number): boolean {
    return (this.rows[op * this.stride + tagAt] & 3) === OpKind.delete;
  }

  isUpdate(op: number): boolean {
    return (this.rows[op * this.stride + tagAt] & 3) === OpKind.update;
  }

  /** What orders it by time, or by cause; see the scenario's `timestamps`. */
  stampOf(op: number): number {
    const row = op * this.stride;
    return (this.rows[row + tagAt] >> tagBits) * twoTo32 + (this.rows[row + lowAt] >>> 0);
  }

  identityOf(op: number): number {
    return this.rows[op * this.stride + identityAt];
  }

  /** The op's vector at an author: 1 + the id of the latest write covered, 0 for none. */
  vectorEntry(op: number, author: number): number {
    const row = op * this.stride;
    if (author === authorOfTag(this.rows[row + tagAt])) return op + 1;
    return this.rows[row + contextAt + author];
  }

  /** The latest write of this op's author and key that its author knew, as an id; −1 for none. */
  previousOf(op: number): number {
    const row = op * this.stride;
    return this.rows[row + contextAt + authorOfTag(this.rows[row + tagAt])] - 1;
  }

  /** Whether the author of `op` knew of `other`, a write of the same key. */
  knewOf(op: number, other: number): boolean {
    return this.rows[op * this.stride + contextAt + this.authorOf(other)] > other;
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
      authorOfTag(rows[incomingRow + tagAt]),
      incoming + 1,
      heldRow + contextAt,
      authorOfTag(rows[heldRow + tagAt]),
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

function authorOfTag(tag: number): number {
  return (tag >> 2) & 255;
}
