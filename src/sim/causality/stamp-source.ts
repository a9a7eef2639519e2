/** Where a leader's stamps come from. One object a leader; it survives crashes as the disk does. */

/** Hands out the stamps of one leader's writes. */
export interface StampSource {
  /** The stamp of a write that is executed while the node's own clock has this reading. */
  next(readingUs: number): number;
  /** The leader has taken in a write, or writes, of which this is the greatest stamp. */
  observe(stamp: number): void;
}
