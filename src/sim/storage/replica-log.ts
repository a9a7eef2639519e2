/**
 * A leader's replication log: ids of ops in the order in which it took them in. Outboxes are cursors into it.
 *
 *   op     int32    id
 *   via    uint8    region it was received from; 255 for its own
 *   hops   uint8    links it had crossed on arrival, at most 255
 *
 * A leader that passes nothing on needs neither `via` nor `hops`; they are then not kept.
 */
import { grownInt32, grownUint8 } from '../base/columns.js';

/** `via` of an op that this leader accepted from a client. */
export const ownOp = 255;

/** An append-only list of ops. */
export class ReplicaLog {
  #length = 0;
  #ops: Int32Array<ArrayBuffer>;
  #vias: Uint8Array<ArrayBuffer>;
  #hops: Uint8Array<ArrayBuffer>;
  readonly #keepsPaths: boolean;

  constructor(shape: { readonly expected: number; readonly keepsPaths: boolean }) {
    this.#keepsPaths = shape.keepsPaths;
    this.#ops = new Int32Array(shape.expected);
    this.#vias = new Uint8Array(shape.keepsPaths ? shape.expected : 0);
    this.#hops = new Uint8Array(shape.keepsPaths ? shape.expected : 0);
  }

  /** How many ops it holds; the next position. */
  get length(): number {
    return this.#length;
  }

  append(op: number, via: number, hops: number): void {
    const position = this.#length++;
    if (position >= this.#ops.length) this.#grow(position + 1);
    this.#ops[position] = op;
    if (!this.#keepsPaths) return;
    this.#vias[position] = via;
    this.#hops[position] = Math.min(hops, 255);
  }

  opAt(position: number): number {
    return this.#ops[position];
  }

  /** Region it came from, or {@link ownOp}. */
  viaAt(position: number): number {
    return this.#keepsPaths ? this.#vias[position] : ownOp;
  }

  hopsAt(position: number): number {
    return this.#keepsPaths ? this.#hops[position] : 0;
  }

  #grow(length: number): void {
    this.#ops = grownInt32(this.#ops, length);
    if (!this.#keepsPaths) return;
    this.#vias = grownUint8(this.#vias, this.#ops.length);
    this.#hops = grownUint8(this.#hops, this.#ops.length);
  }
}
