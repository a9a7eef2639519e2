/**
 * Remembers a number for each pair of numbers, in columns with open addressing:
 *
 *     xs      ys      values
 *     first   second  what is remembered of them; the first is −1 where the row is free
 *
 * A pair's row is the first free one from its place on, or its own.
 */

/** A table of them. */
export class PairTable {
  private xs = new Int32Array(smallest).fill(-1);
  private ys = new Int32Array(smallest);
  private values = new Int32Array(smallest);
  private count = 0;

  /** How many pairs are remembered. */
  get size(): number {
    return this.count;
  }

  /** What is remembered of a pair of numbers from 0 on; −1 for nothing. */
  get(x: number, y: number): number {
    const row = this.findRow(x, y);
    return this.xs[row] < 0 ? -1 : this.values[row];
  }

  /** Remembers a number from 0 on. */
  set(x: number, y: number, value: number): void {
    if (this.count * 2 >= this.xs.length) this.grow();
    const row = this.findRow(x, y);
    if (this.xs[row] < 0) this.count++;
    this.xs[row] = x;
    this.ys[row] = y;
    this.values[row] = value;
  }

  private findRow(x: number, y: number): number {
    const { xs, ys } = this;
    const mask = xs.length - 1;
    let row = (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)) >>> 0;
    row = (row ^ (row >>> 15)) & mask;
    while (xs[row] >= 0 && (xs[row] !== x || ys[row] !== y)) row = (row + 1) & mask;
    return row;
  }

  private grow(): void {
    const { xs, ys, values } = this;
    this.xs = new Int32Array(xs.length * 2).fill(-1);
    this.ys = new Int32Array(xs.length * 2);
    this.values = new Int32Array(xs.length * 2);
    for (let row = 0; row < xs.length; row++) {
      if (xs[row] < 0) continue;
      const to = this.findRow(xs[row], ys[row]);
      this.xs[to] = xs[row];
      this.ys[to] = ys[row];
      this.values[to] = values[row];
    }
  }
}

const smallest = 1024;
