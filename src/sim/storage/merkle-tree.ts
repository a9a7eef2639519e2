/**
 * A Merkle tree over one replica's records, for anti-entropy (Merkle 1987; as in Dynamo, section 4.7).
 *
 * A leaf covers a range of 2ⁿ consecutive keys, an inner node {@link fanOut} nodes of the level below.
 * Nodes are numbered level by level:
 *
 *   | leaves … | parents of leaves … | … | root |
 *
 *   first    int32   one half of the node's hash
 *   second   int32   the other
 *
 * A node's hash is the exclusive or of the digests of all keys below it, which hold their key numbers. So
 * a change of a leaf is passed on to its ancestors as a difference, without a look at their other children.
 */
import { createDigest, digestInto } from './record-digest.js';
import type { RecordStore } from './record-store.js';

/** Children of an inner node. */
export const fanOut = 16;

/** Hashes of ranges of keys, brought up to date on demand. */
export class MerkleTree {
  private readonly records: RecordStore;
  private readonly keys: number;
  private readonly keysPerLeaf: number;
  /** Number of the first node of each level, leaves first; then how many nodes there are. */
  private readonly levels: readonly number[];
  private readonly firsts: Int32Array;
  private readonly seconds: Int32Array;
  private readonly digest = createDigest();

  /** `keysPerLeaf` is the size of the ranges in which the records tell of changes. */
  constructor(records: RecordStore, shape: { readonly keys: number; readonly keysPerLeaf: number }) {
    this.records = records;
    this.keys = shape.keys;
    this.keysPerLeaf = shape.keysPerLeaf;
    this.levels = listLevels(records.changedRanges.length);
    const nodes = this.root + 1;
    this.firsts = new Int32Array(nodes);
    this.seconds = new Int32Array(nodes);
  }

  /** The number of the root. */
  get root(): number {
    return this.levels[this.levels.length - 1] - 1;
  }

  /** How many leaves there are; they are the first nodes. */
  get leaves(): number {
    return this.levels[1];
  }

  /** One half of a node's hash, as it was when the tree was last refreshed. */
  firstOf(node: number): number {
    return this.firsts[node];
  }

  /** The other half. */
  secondOf(node: number): number {
    return this.seconds[node];
  }

  /** Hashes anew what has changed: the leaves with changed records, and their ancestors. */
  refresh(): void {
    const { changedRanges } = this.records;
    for (let leaf = changedRanges.indexOf(1); leaf >= 0; leaf = changedRanges.indexOf(1, leaf + 1)) {
      changedRanges[leaf] = 0;
      this.rehash(leaf);
    }
  }

  /** The nodes below an inner node. */
  childrenOf(node: number): readonly number[] {
    const level = this.levels.findIndex((next) => next > node) - 1;
    const begin = this.levels[level - 1] + (node - this.levels[level]) * fanOut;
    const end = Math.min(begin + fanOut, this.levels[level]);
    return Array.from({ length: end - begin }, (_, child) => begin + child);
  }

  /** The keys of a leaf. */
  keysOf(leaf: number): readonly number[] {
    const begin = leaf * this.keysPerLeaf;
    const end = Math.min(begin + this.keysPerLeaf, this.keys);
    return Array.from({ length: end - begin }, (_, key) => begin + key);
  }

  private rehash(leaf: number): void {
    const { digest } = this;
    const end = Math.min((leaf + 1) * this.keysPerLeaf, this.keys);
    let first = this.firsts[leaf];
    let second = this.seconds[leaf];
    for (let key = leaf * this.keysPerLeaf; key < end; key++) {
      digestInto(digest, this.records, key);
      first ^= digest.first;
      second ^= digest.second;
    }
    this.passOn(leaf, first, second);
  }

  /** Changes a leaf and its ancestors by what it differs from before. */
  private passOn(leaf: number, first: number, second: number): void {
    const { levels, firsts, seconds } = this;
    let index = leaf;
    for (let level = 0; level < levels.length - 1; level++) {
      firsts[levels[level] + index] ^= first;
      seconds[levels[level] + index] ^= second;
      index = Math.floor(index / fanOut);
    }
  }
}

function listLevels(leaves: number): readonly number[] {
  const levels = [0, leaves];
  for (let width = leaves; width > 1; ) {
    width = Math.ceil(width / fanOut);
    levels.push(levels[levels.length - 1] + width);
  }
  return levels;
}
