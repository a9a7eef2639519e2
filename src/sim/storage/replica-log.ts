/**
 * A leader's replication log: ids of ops in the order in which it took them in. Outboxes are cursors into it.
 *
 *   op     int32   id
 *   path   int32   hops · 256 + via: links crossed on arrival, and the region it came from (255: its own)
 *
 * A leader that passes nothing on needs no paths; they are then not kept.
 */
import { grownInt32 } from '../base/columns.js';

/** `via` of an op that this leader accepted from a client. */
export const ownOp = 255;

/** An append-only list of ops. */
export class ReplicaLog {
  /** Positions before this one are gone, with the disk they were on. */
  firstKept = 0;
  private entries = 0;
  private ops: Int32Array<ArrayBuffer>;
  private paths: Int32Array<ArrayBuffer>;
  private readonly keepsPaths: boolean;

  constructor(shape: { readonly expected: number; readonly keepsPaths: boolean }) {
    this.keepsPaths = shape.keepsPaths;
    this.ops = new Int32Array(shape.expected);
    this.paths = new Int32Array(shape.keepsPaths ? shape.expected : 0);
  }

  /** How many ops it holds; the next position. */
  get length(): number {
    return this.entries;
  }

  append(op: number, via: number, hops: number): void {
    const position = this.entries++;
    if (position >= this.ops.length) this.grow(position + 1);
    this.ops[position] = op;
    if (this.keepsPaths) this.paths[position] = (hops << 8) | via;
  }

  opAt(position: number): number {
    return this.ops[position];
  }

  /** Region it came from, or {@link ownOp}. */
  viaAt(position: number): number {
    return this.keepsPaths ? this.paths[position] & 255 : ownOp;
  }

  hopsAt(position: number): number {
    return this.keepsPaths ? this.paths[position] >> 8 : 0;
  }

  private grow(length: number): void {
    this.ops = grownInt32(this.ops, length);
    if (this.keepsPaths) this.paths = grownInt32(this.paths, this.ops.length);
  }
}
