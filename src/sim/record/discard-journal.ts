/**
 * Every time a replica failed to keep a write: an append-only journal in order of time.
 *
 *   op   int32   |   replica   int32   |   atUs   float64   |   cause   uint8, index into lossCauses
 */
import { grownFloat64, grownInt32, grownUint8 } from '../base/columns.js';
import { lossCauses, type LossCause } from '../report.js';

/** Which replica failed to keep which write, when, and why. */
export class DiscardJournal {
  private entries = 0;
  private ops = new Int32Array(256);
  private replicas = new Int32Array(256);
  private times = new Float64Array(256);
  private causes = new Uint8Array(256);

  get length(): number {
    return this.entries;
  }

  add(op: number, replica: number, atUs: number, cause: LossCause): void {
    const entry = this.entries++;
    if (entry >= this.ops.length) this.grow(entry + 1);
    this.ops[entry] = op;
    this.replicas[entry] = replica;
    this.times[entry] = atUs;
    this.causes[entry] = lossCauses.indexOf(cause);
  }

  opAt(entry: number): number {
    return this.ops[entry];
  }

  replicaAt(entry: number): number {
    return this.replicas[entry];
  }

  timeAt(entry: number): number {
    return this.times[entry];
  }

  /** Index into lossCauses, which is also the order of precedence. */
  causeAt(entry: number): number {
    return this.causes[entry];
  }

  private grow(length: number): void {
    this.ops = grownInt32(this.ops, length);
    this.replicas = grownInt32(this.replicas, this.ops.length);
    this.times = grownFloat64(this.times, this.ops.length);
    this.causes = grownUint8(this.causes, this.ops.length);
  }
}
