/**
 * Certification: whether a write commits, by its place in the order and by what its origin had applied.
 *
 * It does unless another write of its key was committed in between: the first committer wins. Asked the same in
 * the same order, every member answers the same; nothing but the order is looked at.
 *
 * @see Galera Cluster documentation, Certification-Based Replication
 */
import type { WriteSet } from './group-entry.js';

/** What certification says of a write. */
export type Verdict =
  | 'commits'
  /** Another write of the key was committed that its origin had not applied. */
  | 'conflict'
  /** Its origin had applied so little that nobody remembers what was committed since. */
  | 'too-old';

/** One member's certification. */
export class Certifier {
  /** Where each key was last written. */
  private readonly writtenAt = new Map<number, number>();
  private collectedTo = 0;
  private readonly snapshotOf: (write: WriteSet) => number;

  /** `snapshotOf` takes the place of the snapshot that a write names. */
  constructor(snapshotOf: (write: WriteSet) => number = ({ snapshot }) => snapshot) {
    this.snapshotOf = snapshotOf;
  }

  /** Keys that it remembers. */
  get size(): number {
    return this.writtenAt.size;
  }

  /** The next write set in the order stands at this position. */
  certify(position: number, write: WriteSet): Verdict {
    const snapshot = this.snapshotOf(write);
    if ((this.writtenAt.get(write.key) ?? 0) > snapshot) return 'conflict';
    if (snapshot < this.collectedTo) return 'too-old';
    this.writtenAt.set(write.key, position);
    return 'commits';
  }

  /** Forgets what was written up to a position, which is part of the order as well. */
  collect(to: number): void {
    this.collectedTo = Math.max(this.collectedTo, to);
    for (const [key, position] of this.writtenAt) if (position <= to) this.writtenAt.delete(key);
  }
}
