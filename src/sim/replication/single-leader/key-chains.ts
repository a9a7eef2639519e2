/**
 * Chains of what a member applied to each key, so that rewinding finds what a key held before.
 *
 *   by position:  key       int32   −1 where an entry writes nothing
 *                 previous  int32   the position before at which the same key was written, 0 for none
 *   by key:       last      int32   the last position at which it was written, 0 for none
 */
import { assert } from '../../base/assert.js';
import { grownInt32 } from '../../base/columns.js';

/** What a key holds once an entry's effect is undone. */
export interface Undone {
  /** −1 where the entry wrote nothing. */
  readonly key: number;
  /** The position whose write it holds then; 0: none. */
  readonly holds: number;
}

/** The chains of one member. */
export class KeyChains {
  private applied = 0;
  private keys = new Int32Array(64);
  private previous = new Int32Array(64);
  private readonly last: Int32Array;

  constructor(keys: number) {
    this.last = new Int32Array(keys);
  }

  /** The last position applied. */
  get appliedTo(): number {
    return this.applied;
  }

  /** The next entry is applied; `key` −1 where it writes nothing. */
  push(key: number): void {
    const row = this.applied++;
    this.keys = grownInt32(this.keys, this.applied);
    this.previous = grownInt32(this.previous, this.applied);
    this.keys[row] = key;
    if (key < 0) return;
    this.previous[row] = this.last[key];
    this.last[key] = this.applied;
  }

  /** Undoes the last entry. */
  pop(): Undone {
    assert(this.applied > 0, 'nothing is left to undo');
    const row = --this.applied;
    const key = this.keys[row];
    if (key < 0) return { key, holds: 0 };
    const holds = this.previous[row];
    this.last[key] = holds;
    return { key, holds };
  }

  /** The position whose write a key holds; 0 for none. */
  lastOf(key: number): number {
    return this.last[key];
  }
}
