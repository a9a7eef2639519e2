/** Positions of a log that an outbox does not owe, as it had no room for them when they came. */

/** An ascending set of positions, kept as ranges. */
export class LogGaps {
  /** Where each range begins, and the position after its end. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** None so far. */
  get isEmpty(): boolean {
    return this.starts.length === 0;
  }

  /** Adds a position above all others. */
  add(position: number): void {
    const last = this.ends.length - 1;
    if (last >= 0 && this.ends[last] === position) {
      this.ends[last]++;
      return;
    }
    this.starts.push(position);
    this.ends.push(position + 1);
  }

  has(position: number): boolean {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.starts[middle] <= position) low = middle + 1;
      else high = middle;
    }
    return low > 0 && position < this.ends[low - 1];
  }
}
