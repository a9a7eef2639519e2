/** What the order of a group carries: entries by number, as the log of its consensus holds them. */

/** A write that was executed at its origin, and waits for the order to decide whether it commits. */
export interface WriteSet {
  readonly kind: 'write-set';
  readonly origin: number;
  /** The position in the order up to which its origin had applied when it executed the write. */
  readonly snapshot: number;
  readonly key: number;
  /** What the origin knows the request by. */
  readonly ticket: number;
}

/** Anything that members put into the order. */
export type GroupEntry =
  | WriteSet
  /** A read waits at its origin until all that stands before has been applied there. */
  | { readonly kind: 'marker'; readonly origin: number; readonly ticket: number }
  /** Every member has applied the order up to there, and executes nothing on less. */
  | { readonly kind: 'stable'; readonly to: number };

/** All entries that were ever made; whoever has a number has what it stands for. */
export class GroupEntries {
  private readonly entries: GroupEntry[] = [];

  add(entry: GroupEntry): number {
    return this.entries.push(entry) - 1;
  }

  at(id: number): GroupEntry {
    return this.entries[id];
  }
}
