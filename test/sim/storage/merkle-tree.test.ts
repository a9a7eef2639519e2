import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fanOut, MerkleTree } from '../../../src/sim/storage/merkle-tree.js';
import { RecordStore } from '../../../src/sim/storage/record-store.js';

describe('a tree that is refreshed after changes', () => {
  const shapes = fc.record({ keys: fc.integer({ min: 1, max: 700 }), rangeBits: fc.integer({ min: 0, max: 4 }) });
  const changes = fc.array(
    fc.record({
      key: fc.nat(699),
      versions: fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 3 }),
      leader: fc.nat(2),
      known: fc.integer({ min: 1, max: 51 }),
      isRefreshed: fc.boolean(),
    }),
    { maxLength: 60 },
  );

  test('is the tree that would be built anew', () => {
    fc.assert(
      fc.property(shapes, changes, (shape, steps) => {
        const { records, tree } = open(shape);
        const anew = open(shape);
        for (const { key, versions, leader, known, isRefreshed } of steps) {
          for (const each of [records, anew.records]) {
            each.storeSiblings(key % shape.keys, versions);
            each.setKnownEntry(key % shape.keys, leader, known);
            each.addKnown(key % shape.keys, 1);
          }
          if (isRefreshed) tree.refresh();
        }
        tree.refresh();
        anew.tree.refresh();
        expect(hashesOf(tree)).toEqual(hashesOf(anew.tree));
      }),
      { numRuns: 200 },
    );
  });

  test('differs in the changed leaf and its ancestors, and nowhere else', () => {
    const { records, tree } = open({ keys: 5000, rangeBits: 2 });
    const before = hashesOf(tree);
    const key = 2345;
    change(records, key, 7);
    tree.refresh();
    const changed = hashesOf(tree).flatMap((hash, node) => (hash === before[node] ? [] : [node]));
    expect(changed).toHaveLength(4);
    expect(tree.keysOf(changed[0])).toContain(key);
    expect(changed.at(-1)).toBe(tree.root);
    changed.slice(1).forEach((node, i) => {
      expect(tree.childrenOf(node)).toContain(changed[i]);
    });
  });

  test('is empty again in its hashes when two changes of one key cancel out', () => {
    const { records, tree } = open({ keys: 40, rangeBits: 2 });
    change(records, 3, 7);
    tree.refresh();
    const before = hashesOf(tree);
    change(records, 3, 9);
    tree.refresh();
    expect(hashesOf(tree)).not.toEqual(before);
    change(records, 3, 7);
    tree.refresh();
    expect(hashesOf(tree)).toEqual(before);
  });
});

describe('nodes', () => {
  test.each([
    [1, 4],
    [16, 0],
    [17, 0],
    [1000, 2],
    [10_000, 4],
  ])('of a tree over %i keys, 2^%i in a leaf, lead to every key once', (keys, rangeBits) => {
    const { tree } = open({ keys, rangeBits });
    let level: readonly number[] = [tree.root];
    while (level[0] >= tree.leaves) {
      for (const node of level) expect(tree.childrenOf(node).length).toBeLessThanOrEqual(fanOut);
      level = level.flatMap((node) => tree.childrenOf(node));
    }
    expect(level).toEqual(Array.from({ length: tree.leaves }, (_, leaf) => leaf));
    expect(level.flatMap((leaf) => tree.keysOf(leaf))).toEqual(Array.from({ length: keys }, (_, key) => key));
  });
});

test('two replicas have the same root only with the same records', () => {
  const [a, b] = [open({ keys: 100, rangeBits: 2 }), open({ keys: 100, rangeBits: 2 })];
  const rootOf = ({ tree }: Opened): string => {
    tree.refresh();
    return hashesOf(tree)[tree.root];
  };
  change(a.records, 1, 7);
  change(b.records, 2, 7);
  expect(rootOf(a)).not.toBe(rootOf(b));
  change(a.records, 2, 7);
  change(b.records, 1, 7);
  expect(rootOf(a)).toBe(rootOf(b));
});

interface Opened {
  readonly records: RecordStore;
  readonly tree: MerkleTree;
}

function open({ keys, rangeBits }: { keys: number; rangeBits: number }): Opened {
  const records = new RecordStore({ keys, authors: 3, rangeBits });
  return { records, tree: new MerkleTree(records, { keys, keysPerLeaf: 2 ** rangeBits }) };
}

function change(records: RecordStore, key: number, version: number): void {
  if (records.knownCount(key) === 0) records.addKnown(key, 1);
  records.store(key, version);
}

function hashesOf(tree: MerkleTree): readonly string[] {
  return Array.from({ length: tree.root + 1 }, (_, node) => `${tree.firstOf(node)}:${tree.secondOf(node)}`);
}
