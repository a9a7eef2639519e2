/**
 * What each write has to wait for wherever it is taken in: a row a write, in order of acceptance.
 *
 *   causal   int32:  | leader 0 | leader 1 | … |   what the accepting leader had taken in, of each leader
 *   fifo     int32:  | its own leader |            its leader's previous write
 *
 * An entry is 1 + the id of the latest such write, 0 for none. Where writes are taken in in the order of
 * their leader, "up to that id" means all of them, so one entry stands for a whole prefix.
 */
import { grownInt32 } from '../base/columns.js';

/** Dependencies of all writes of a run. */
export class DependencyLog {
  private readonly isCausal: boolean;
  private readonly stride: number;
  private writes = 0;
  private rows: Int32Array<ArrayBuffer>;

  constructor(shape: { readonly order: 'fifo' | 'causal'; readonly leaders: number; readonly expected: number }) {
    this.isCausal = shape.order === 'causal';
    this.stride = this.isCausal ? shape.leaders : 1;
    this.rows = new Int32Array(shape.expected * this.stride);
  }

  /** Adds the next write. What its leader had taken in begins at `offset` in `taken`. */
  append(author: number, taken: Int32Array, offset: number): void {
    const row = this.writes++ * this.stride;
    if (row + this.stride > this.rows.length) this.rows = grownInt32(this.rows, row + this.stride);
    if (!this.isCausal) {
      this.rows[row] = taken[offset + author];
      return;
    }
    for (let leader = 0; leader < this.stride; leader++) this.rows[row + leader] = taken[offset + leader];
  }

  /**
   * A write that has to be taken in before this one, and is not in what was taken in (from `offset` in
   * `taken`): of the first leader of which something is missing, the last. −1 when nothing is missing.
   */
  findMissing(op: number, author: number, taken: Int32Array, offset: number): number {
    const row = op * this.stride;
    if (!this.isCausal) return this.rows[row] > taken[offset + author] ? this.rows[row] - 1 : -1;
    for (let leader = 0; leader < this.stride; leader++) {
      if (this.rows[row + leader] > taken[offset + leader]) return this.rows[row + leader] - 1;
    }
    return -1;
  }
}
