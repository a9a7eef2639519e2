/**
 * Draws from any discrete distribution in constant time.
 *
 * Every result owns one column of equal width. A column too wide for its result's weight lends the
 * rest to another result, so each column is shared by at most two:
 *
 *     column:   0          1          2          3
 *             [0000000 ] [1111|000] [2222|000] [3|000000]    of 3: border 1/7, alias 0
 *
 * @see A. J. Walker, "An efficient method for generating discrete random variables with general
 * distributions" (1977); M. D. Vose, "A linear algorithm for generating random numbers with a given
 * distribution" (1991)
 */
import { assert } from './assert.js';

/** A discrete distribution over 0 to n − 1; each share is right to 2^−33 of a column. */
export class AliasTable {
  private readonly count: number;
  /**
   * For each column two words side by side, so that a draw touches one cache line:
   *
   *     2i      where its own result ends, in 2^−32 of the column
   *     2i + 1  whose the rest is
   */
  private readonly cells: Uint32Array;

  /** @param weights non-negative, with a positive finite sum */
  constructor(weights: Float64Array) {
    const count = weights.length;
    let total = 0;
    for (let i = 0; i < count; i++) total += weights[i];
    assert(total > 0 && total < Infinity, 'weights without a sum');
    const cells = new Uint32Array(2 * count);
    const rest = new Float64Array(count);
    // One array holds two stacks: too narrow weights from the left, too wide ones from the right.
    const stacks = new Uint32Array(count);
    let narrow = 0;
    let wide = count;
    for (let i = 0; i < count; i++) {
      // A column that nobody completes is its own result's alone.
      cells[2 * i + 1] = i;
      rest[i] = (weights[i] * count) / total;
      if (rest[i] < 1) stacks[narrow++] = i;
      else stacks[--wide] = i;
    }
    while (narrow > 0 && wide < count) {
      const lender = stacks[--narrow];
      const taker = stacks[wide];
      cells[2 * lender] = Math.min(Math.round(rest[lender] * 0x100000000), 0xffffffff);
      cells[2 * lender + 1] = taker;
      rest[taker] -= 1 - rest[lender];
      if (rest[taker] < 1) {
        wide++;
        stacks[narrow++] = taker;
      }
    }
    this.count = count;
    this.cells = cells;
  }

  /** The result for a number in [0, 1). */
  pick(u: number): number {
    const place = u * this.count;
    const column = Math.trunc(place);
    const isOwn = (place - column) * 0x100000000 < this.cells[2 * column];
    return isOwn ? column : this.cells[2 * column + 1];
  }
}
