import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BTree, type BTreeShape } from '../../../src/sim/storage/b-tree.js';

const small: BTreeShape = { capacity: 4, rightmostFill: 0.75, window: 5 };

function fillWith(keys: readonly (number | bigint)[], shape: BTreeShape = small): BTree {
  const tree = new BTree(shape);
  for (const key of keys) tree.insert(BigInt(key));
  return tree;
}

describe('a B-tree', () => {
  test('is a sorted set, whatever the order of insertion', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 300 }), (keys) => {
        const tree = new BTree(small);
        const seen = new Set<number>();
        for (const key of keys) {
          expect(tree.insert(BigInt(key))).toBe(!seen.has(key));
          seen.add(key);
        }
        const sorted = [...seen].sort((x, y) => x - y).map(BigInt);
        expect(tree.listKeys()).toEqual(sorted);
        expect(tree.entries).toBe(seen.size);
        expect(tree.pages).toBe(tree.splits + 1);
      }),
    );
  });

  test('leaves the rightmost page nearly full where keys ascend', () => {
    const tree = fillWith([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([tree.splits, tree.pages]).toEqual([2, 3]);
    expect(tree.fill).toBeCloseTo(8 / 12);
  });

  test('splits in the middle elsewhere, so half as many keys fill a page again', () => {
    const full: BTreeShape = { capacity: 4, rightmostFill: 1, window: 5 };
    const descending = fillWith([9, 8, 7, 6, 5], full);
    expect(descending.splits).toBe(1);
    // The left page kept all four; one more key splits it into three and two.
    descending.insert(4n);
    expect(descending.splits).toBe(2);
    descending.insert(3n);
    expect(descending.splits).toBe(2);
    descending.insert(2n);
    expect(descending.splits).toBe(3);
  });

  test('leaves the rightmost page nearly full also where keys ascend only on the whole', () => {
    const swapped = Array.from({ length: 400 }, (_, i) => i ^ 1);
    const shape: BTreeShape = { capacity: 20, rightmostFill: 0.9, window: 5 };
    expect(fillWith(swapped, shape).splits).toBeLessThanOrEqual(fillWith([...swapped].sort((x, y) => x - y), shape).splits + 1);
  });

  test('counts the distinct pages that each window of inserts touched', () => {
    const tree = fillWith([1, 2, 3, 4]);
    expect(tree.pagesTouchedPerWindow).toBeNull();
    tree.insert(5n);
    expect(tree.pagesTouchedPerWindow).toBe(2);
    for (const key of [0, 6, 7, 8, 9]) tree.insert(BigInt(key));
    expect(tree.pagesTouchedPerWindow).toBe((2 + 3) / 2);
  });

  test('is ln 2 full in the long run of random keys', () => {
    // Yao 1978, "On random 2-3 trees": the expected storage utilization of B-trees tends to ln 2.
    let state = 1;
    const tree = new BTree({ capacity: 100, rightmostFill: 0.9, window: 1000 });
    for (let i = 0; i < 100_000; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      tree.insert(BigInt(state));
    }
    expect(Math.abs(tree.fill - Math.LN2)).toBeLessThan(0.02);
  });
});
