import { describe, expect, test } from 'vitest';
import {
  emptyStore,
  entriesOf,
  makeDelta,
  mergeStores,
  supportByPart,
} from '../../../../src/sim/resolution/crdt/dotted-store.js';
import type { DottedStore } from '../../../../src/sim/resolution/crdt/dotted-store.js';

/** Author 0 writes to both parts, then, having seen that, to one of them. */
const empty: DottedStore<string> = emptyStore;
const both = makeDelta(empty, originOf(0, -1), [
  { part: 'y', value: 'y0' },
  { part: 'x', value: 'x0' },
]);
const onlyX = makeDelta(both, originOf(4, 0), [{ part: 'x', value: 'x4' }]);

describe('a delta', () => {
  test('has its parts in order of their names', () => {
    expect(both.parts.map(({ name }) => name)).toEqual(['x', 'y']);
  });

  test('knows what its author knew of the parts that it changes, and of no other', () => {
    expect(onlyX.context).toEqual([{ author: 0, after: 0, last: 4 }]);
    expect(onlyX.parts[0].scope).toEqual([{ author: 0, after: -1, last: 4 }]);
    expect(valuesOf(mergeStores(both, onlyX))).toEqual(['x4', 'y0']);
  });

  test('holds its ground when what it replaces comes after it', () => {
    const merged = mergeStores(onlyX, both);
    expect(valuesOf(merged)).toEqual(['x4', 'y0']);
    expect(merged).toEqual(mergeStores(both, onlyX));
    expect(merged.parts.every(({ scope }) => scope.length === 0)).toBe(true);
  });

  test('keeps beside it what it is told to', () => {
    const kept = entriesOf(both, 'x');
    const beside = makeDelta(both, originOf(4, 0), [{ part: 'x', value: 'x4', kept }]);
    expect(valuesOf(mergeStores(both, beside))).toEqual(['x0', 'x4', 'y0']);
    expect(valuesOf(beside)).toEqual(['x0', 'x4']);
  });
});

test('merging what is known already gives the very same state', () => {
  const merged = mergeStores(both, onlyX);
  for (const known of [both, onlyX, merged, empty]) expect(mergeStores(merged, known)).toBe(merged);
});

test('the support is what is selected of each part, and a part without entries is none', () => {
  const merged = mergeStores(both, onlyX);
  const dots = { x: { author: 0, after: 0, last: 4 }, y: { author: 0, after: -1, last: 0 } };
  expect(supportByPart(merged, (entries) => entries)).toEqual([
    { part: 'x', writes: [dots.x] },
    { part: 'y', writes: [dots.y] },
  ]);
  expect(entriesOf(merged, 'z')).toEqual([]);
});

function originOf(op: number, previous: number): Parameters<typeof makeDelta>[1] {
  return { op, previous, author: 0, leader: 0, stamp: op };
}

function valuesOf(store: DottedStore<string>): readonly string[] {
  return store.parts.flatMap(({ entries }) => entries.map(({ value }) => value));
}
