/**
 * The ops: everything that was written, once, in order of acceptance. An op's id is its row.
 *
 *   key       int32     which record
 *   leader    uint8     who accepted it first (at most 255 leaders)
 *   kind      uint8     write or delete
 *   stamp     float64   the accepting node's clock reading, microseconds
 *   request   int32     number of the client's request; names the op under any strategy
 *   context   int32 × leaders   what its author knew of the key, see version-vector.ts
 *
 * Replicas' logs hold ids. True times are not here: strategies may read everything in this file.
 */
import { grownFloat64, grownInt32, grownUint8 } from '../base/columns.js';
import { compareVectors, type VectorComparator } from '../causality/version-vector.js';
import type { Relation } from '../causality/relation.js';

/** What an op does to its record. */
export const OpKind = { write: 0, delete: 1 } as const;

/** One of {@link OpKind}. */
export type OpKind = (typeof OpKind)[keyof typeof OpKind];

/** Columns of all ops of a run. */
export class OpLog {
  /** Entries of a version vector. */
  readonly width: number;
  readonly #compare: VectorComparator;
  #count = 0;
  #keys: Int32Array<ArrayBuffer>;
  #leaders: Uint8Array<ArrayBuffer>;
  #kinds: Uint8Array<ArrayBuffer>;
  #stamps: Float64Array<ArrayBuffer>;
  #requests: Int32Array<ArrayBuffer>;
  #contexts: Int32Array<ArrayBuffer>;

  /** `expected`: about how many ops there will be; more is possible. */
  constructor(shape: { readonly leaders: number; readonly expected: number; readonly compare?: VectorComparator }) {
    const { leaders, expected } = shape;
    this.width = leaders;
    this.#compare = shape.compare ?? compareVectors;
    this.#keys = new Int32Array(expected);
    this.#leaders = new Uint8Array(expected);
    this.#kinds = new Uint8Array(expected);
    this.#stamps = new Float64Array(expected);
    this.#requests = new Int32Array(expected);
    this.#contexts = new Int32Array(expected * leaders);
  }

  /** How many ops there are; the next id. */
  get count(): number {
    return this.#count;
  }

  /** Adds an op and returns its id. Its context is `width` entries of `known` from `offset`. */
  append(
    op: { readonly key: number; readonly leader: number; readonly kind: OpKind; readonly stamp: number; readonly request: number },
    known: Int32Array,
    offset: number,
  ): number {
    const id = this.#count++;
    if (id >= this.#keys.length) this.#grow(id + 1);
    this.#keys[id] = op.key;
    this.#leaders[id] = op.leader;
    this.#kinds[id] = op.kind;
    this.#stamps[id] = op.stamp;
    this.#requests[id] = op.request;
    const contexts = this.#contexts;
    const row = id * this.width;
    for (let i = 0; i < this.width; i++) contexts[row + i] = known[offset + i];
    return id;
  }

  keyOf(op: number): number {
    return this.#keys[op];
  }

  leaderOf(op: number): number {
    return this.#leaders[op];
  }

  isDelete(op: number): boolean {
    return this.#kinds[op] === OpKind.delete;
  }

  /** The accepting node's clock reading. */
  stampOf(op: number): number {
    return this.#stamps[op];
  }

  requestOf(op: number): number {
    return this.#requests[op];
  }

  /** The op's vector at a leader: 1 + the id of the latest write covered, 0 for none. */
  vectorEntry(op: number, leader: number): number {
    return leader === this.#leaders[op] ? op + 1 : this.#contexts[op * this.width + leader];
  }

  /** The latest write of this op's leader and key that its author knew, as an id; −1 for none. */
  previousOf(op: number): number {
    return this.#contexts[op * this.width + this.#leaders[op]] - 1;
  }

  /** Whether the author of `op` knew of `other`, a write of the same key. */
  knewOf(op: number, other: number): boolean {
    return this.#contexts[op * this.width + this.#leaders[other]] > other;
  }

  /** How the vector of `incoming` stands to that of `held`. */
  compare(incoming: number, held: number): Relation {
    return this.#compare(
      this.#contexts,
      this.width,
      incoming,
      this.#leaders[incoming],
      held,
      this.#leaders[held],
    );
  }

  #grow(length: number): void {
    this.#keys = grownInt32(this.#keys, length);
    const capacity = this.#keys.length;
    this.#leaders = grownUint8(this.#leaders, capacity);
    this.#kinds = grownUint8(this.#kinds, capacity);
    this.#stamps = grownFloat64(this.#stamps, capacity);
    this.#requests = grownInt32(this.#requests, capacity);
    this.#contexts = grownInt32(this.#contexts, capacity * this.width);
  }
}
