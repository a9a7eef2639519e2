/**
 * The leaf level of a B+tree index: which pages inserts touch, and how often and how evenly pages split.
 *
 *   leaves:  [ … entries in order … ] [ … ] [ … ]        each at most `capacity` entries
 *
 * A full leaf splits in the middle; the rightmost one is left nearly full, whatever came into it, for keys
 * tend to ascend. The levels above hold one entry a leaf, a few hundredths of the whole, and are not
 * simulated.
 *
 * @see PostgreSQL, `nbtsplitloc.c`: the fillfactor always counts on the rightmost leaf, elsewhere 50:50
 */
import { assert } from '../base/assert.js';

/** How big pages are, and what inserts are measured by. */
export interface BTreeShape {
  /** Entries of a leaf page; at least 4. */
  readonly capacity: number;
  /** Share of the rightmost leaf that stays when it splits. */
  readonly rightmostFill: number;
  /** So many inserts together count the distinct leaves that they touch. */
  readonly window: number;
}

/** An index over unique keys, inserted one by one. */
export class BTree {
  /** Entries inserted. */
  entries = 0;
  /** Leaves that were split. */
  splits = 0;
  private readonly shape: BTreeShape;
  private readonly leaves: Leaf[] = [{ keys: [], touchedIn: 0 }];
  private window = 1;
  private touched = 0;
  private touchedBefore = 0;

  constructor(shape: BTreeShape) {
    assert(shape.capacity >= 4, 'a leaf of a B-tree has room for at least four entries');
    this.shape = shape;
  }

  /** Inserts a key; false when it is there already. */
  insert(key: bigint): boolean {
    const at = this.findLeaf(key);
    const leaf = this.leaves[at];
    const position = lowerBound(leaf.keys, key);
    if (leaf.keys[position] === key) return false;
    leaf.keys.splice(position, 0, key);
    this.touch(leaf);
    this.entries++;
    if (leaf.keys.length > this.shape.capacity) this.split(at);
    if (this.entries % this.shape.window === 0) this.closeWindow();
    return true;
  }

  /** Leaf pages. */
  get pages(): number {
    return this.leaves.length;
  }

  /** Mean share of a leaf that is in use. */
  get fill(): number {
    return this.entries / (this.leaves.length * this.shape.capacity);
  }

  /** Mean number of distinct leaves touched by a full window of inserts; null before the first is full. */
  get pagesTouchedPerWindow(): number | null {
    const windows = this.window - 1;
    return windows === 0 ? null : this.touchedBefore / windows;
  }

  /** Every key in order. */
  listKeys(): readonly bigint[] {
    return this.leaves.flatMap(({ keys }) => keys);
  }

  private findLeaf(key: bigint): number {
    let low = 0;
    let high = this.leaves.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.leaves[middle].keys[0] <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private split(at: number): void {
    const { capacity, rightmostFill } = this.shape;
    const { keys } = this.leaves[at];
    const isRightmost = at === this.leaves.length - 1;
    const stays = isRightmost ? Math.ceil(capacity * rightmostFill) : Math.ceil(keys.length / 2);
    const right: Leaf = { keys: keys.splice(stays), touchedIn: 0 };
    this.leaves.splice(at + 1, 0, right);
    this.splits++;
    this.touch(right);
  }

  private touch(leaf: Leaf): void {
    if (leaf.touchedIn === this.window) return;
    leaf.touchedIn = this.window;
    this.touched++;
  }

  private closeWindow(): void {
    this.touchedBefore += this.touched;
    this.touched = 0;
    this.window++;
  }
}

/** A page of entries. */
interface Leaf {
  readonly keys: bigint[];
  /** The window in which it was last touched. */
  touchedIn: number;
}

function lowerBound(keys: readonly bigint[], key: bigint): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
