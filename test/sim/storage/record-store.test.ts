import { describe, expect, test } from 'vitest';
import { RecordStore } from '../../../src/sim/storage/record-store.js';
import { makeDice } from '../../support/dice.js';

describe('a record store', () => {
  test('holds nothing and knows nothing at first', () => {
    const store = new RecordStore({ keys: 2, authors: 3 });
    expect(store.versions(1)).toEqual([]);
    expect(store.single(1)).toBe(-1);
    expect(store.knownCount(1)).toBe(0);
    expect([0, 1, 2].map((leader) => store.knownEntry(1, leader))).toEqual([0, 0, 0]);
  });

  test('tells in which ranges of keys something changed, if it is asked to', () => {
    const store = new RecordStore({ keys: 10, authors: 1, rangeBits: 2 });
    expect([...store.changedRanges]).toEqual([0, 0, 0]);
    store.store(9, 0);
    store.setKnownEntry(3, 0, 1);
    expect([...store.changedRanges]).toEqual([1, 0, 1]);
    store.changedRanges.fill(0);
    store.storeSiblings(7, [0, 1]);
    expect([...store.changedRanges]).toEqual([0, 1, 0]);
    expect(new RecordStore({ keys: 1_000_000, authors: 1 }).changedRanges.length).toBe(1);
  });

  test('holds for each key the versions that were stored last, in order of id', () => {
    const dice = makeDice(1);
    for (let round = 0; round < 30; round++) {
      const keys = dice.between(1, 6);
      const store = new RecordStore({ keys, authors: dice.between(1, 4) });
      const model = Array.from({ length: keys }, (): readonly number[] => []);
      for (let step = 0; step < 200; step++) {
        const key = dice.between(0, keys - 1);
        const versions = Array.from({ length: dice.between(1, 4) }, (_, i) => 4 * step + 3 - i);
        if (versions.length === 1 && dice.chance(0.5)) store.store(key, versions[0]);
        else store.storeSiblings(key, versions);
        model[key] = [...versions].reverse();
        expect(model.map((_, k) => store.versions(k))).toEqual(model);
        const singles = model.map((held) => (held.length > 1 ? -2 : (held[0] ?? -1)));
        expect(model.map((_, k) => store.single(k))).toEqual(singles);
      }
    }
  });

  test('does not change a list of siblings that somebody took before', () => {
    const store = new RecordStore({ keys: 2, authors: 1 });
    store.storeSiblings(0, [1, 2]);
    const taken = store.versions(0);
    store.store(0, 3);
    store.storeSiblings(1, [4, 5]);
    expect(taken).toEqual([1, 2]);
    expect(store.versions(0)).toEqual([3]);
  });

  test('keeps what is known apart, key by key and leader by leader', () => {
    const store = new RecordStore({ keys: 3, authors: 2 });
    for (let key = 0; key < 3; key++) {
      for (const leader of [0, 1]) store.setKnownEntry(key, leader, 10 * key + leader);
      store.addKnown(key, key + 1);
    }
    store.addKnown(2, 4);
    store.storeSiblings(1, [7, 8]);
    expect([0, 1, 2].map((key) => [store.knownEntry(key, 0), store.knownEntry(key, 1)])).toEqual([
      [0, 1],
      [10, 11],
      [20, 21],
    ]);
    expect([0, 1, 2].map((key) => store.knownCount(key))).toEqual([1, 2, 7]);
  });

  test('forgets everything when it is cleared, and starts anew', () => {
    const store = new RecordStore({ keys: 2, authors: 2 });
    store.storeSiblings(0, [1, 2]);
    store.store(1, 3);
    store.setKnownEntry(1, 1, 4);
    store.addKnown(1, 1);
    store.clear();
    expect([store.versions(0), store.versions(1), store.knownCount(1)]).toEqual([[], [], 0]);
    expect(store.knownEntry(1, 1)).toBe(0);
    store.storeSiblings(1, [5, 6]);
    expect([store.versions(0), store.versions(1)]).toEqual([[], [5, 6]]);
  });

  test('shows what is known of a key as a range of one column', () => {
    const store = new RecordStore({ keys: 2, authors: 3 });
    store.setKnownEntry(1, 0, 5);
    store.setKnownEntry(1, 2, 9);
    const offset = store.knownOffset(1);
    expect([...store.known.subarray(offset, offset + 3)]).toEqual([5, 0, 9]);
  });
});
