/**
 * A list that only grows, of values that never change once they are in it. Whoever keeps images of a run need
 * not look at what is in it already.
 */

/** Values in the order in which they came. */
export class GrowingList<T> {
  /** Read it, and leave it alone. */
  readonly items: T[] = [];

  get length(): number {
    return this.items.length;
  }

  push(value: T): void {
    this.items.push(value);
  }

  /** Makes it the list of these values again, each of which was in it at this place. */
  restore(chunks: readonly (readonly T[])[]): void {
    let length = 0;
    for (const chunk of chunks) for (const value of chunk) this.items[length++] = value;
    this.items.length = length;
  }
}
