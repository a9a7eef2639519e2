import { describe, expect, test } from 'vitest';
import { GrowingList } from '../../../src/sim/base/growing-list.js';
import { HeapImages, listReachable } from '../../../src/sim/checkpoint/heap-image.js';

/** Changes some objects, goes back, and forth again; what the root looked like then, and looks like now. */
function expectBackAndForth<T extends object>(root: T, change: (root: T) => void): void {
  const images = new HeapImages(root, new Set());
  const before = structuredClone(root);
  const early = images.take();
  change(root);
  const after = structuredClone(root);
  expect(after).not.toEqual(before);
  const late = images.take();
  images.restore(early);
  expect(root).toEqual(before);
  images.restore(late);
  expect(root).toEqual(after);
  images.restore(early);
  expect(root).toEqual(before);
  expect(images.take().ownBytes).toBe(0);
}

describe('an image of the heap puts back', () => {
  test('fields, also those that came later', () => {
    const root: { count: number; name?: string; inner: { flag: boolean } } = { count: 1, inner: { flag: true } };
    expectBackAndForth(root, (now) => {
      now.count = -0;
      now.name = 'later';
      now.inner.flag = false;
    });
  });

  test('an object that another one took the place of, with what it held', () => {
    const root = { inner: { count: 1 } };
    const { inner } = root;
    const images = new HeapImages(root, new Set());
    const image = images.take();
    root.inner = { count: 5 };
    inner.count = 9;
    images.restore(image);
    expect(root.inner).toBe(inner);
    expect(inner.count).toBe(1);
  });

  test('lists, longer and shorter ones', () => {
    expectBackAndForth({ list: [1, 2, 3], other: ['x'] }, ({ list, other }) => {
      list.push(4);
      list[0] = 7;
      other.length = 0;
    });
  });

  test('holes of lists as holes', () => {
    const list: unknown[] = [];
    list[3] = 'x';
    const images = new HeapImages(list, new Set());
    const image = images.take();
    list[1] = undefined;
    list[4] = 'y';
    images.restore(image);
    expect(Object.keys(list)).toEqual(['3']);
    expect(list.length).toBe(4);
  });

  test('maps and sets, in their order', () => {
    const root = { map: new Map([['a', 1], ['b', 2], ['c', 3]]), set: new Set(['x', 'y']) };
    const orders = (): unknown => [[...root.map], [...root.set]];
    const before = orders();
    const images = new HeapImages(root, new Set());
    const early = images.take();
    root.map.delete('a');
    root.map.set('a', 4);
    root.map.set('d', 5);
    root.set.delete('x');
    root.set.add('x');
    const after = orders();
    const late = images.take();
    images.restore(early);
    expect(orders()).toEqual(before);
    images.restore(late);
    expect(orders()).toEqual(after);
  });

  test('columns, and columns of one buffer once', () => {
    const buffer = new ArrayBuffer(64);
    expectBackAndForth({ words: new Int32Array(buffer), doubles: new Float64Array(buffer) }, ({ words, doubles }) => {
      words[0] = 3;
      doubles[7] = -0;
    });
  });

  test('a column that grew into another one', () => {
    const root = { column: Int32Array.of(1, 2) };
    expectBackAndForth(root, (now) => {
      now.column = Int32Array.of(1, 2, 3, 4);
    });
  });

  test('a list that only grows, of which it takes what is new', () => {
    const list = new GrowingList<{ readonly n: number }>();
    for (let n = 0; n < 5000; n++) list.push({ n });
    const images = new HeapImages(list, new Set());
    const early = images.take();
    for (let n = 5000; n < 5010; n++) list.push({ n });
    const late = images.take();
    expect(late.ownBytes).toBeLessThan(early.ownBytes / 4);
    images.restore(early);
    expect(list.length).toBe(5000);
    list.push({ n: -1 });
    images.restore(late);
    expect(list.items.map(({ n }) => n)).toEqual(Array.from({ length: 5010 }, (_, n) => n));
  });

  test('what weak maps know of objects in reach, and forgets what they learned since', () => {
    const [known, unknown] = [{ name: 'known' }, { name: 'unknown' }];
    const root = { known, unknown, weak: new WeakMap<object, { count: number }>([[known, { count: 1 }]]) };
    const value = root.weak.get(known);
    const images = new HeapImages(root, new Set());
    const image = images.take();
    root.weak.delete(known);
    root.weak.set(unknown, { count: 2 });
    if (value !== undefined) value.count = 3;
    images.restore(image);
    expect(root.weak.get(known)).toBe(value);
    expect(value).toEqual({ count: 1 });
    expect(root.weak.has(unknown)).toBe(false);
  });

  test('objects that lead to themselves', () => {
    interface Knot {
      count: number;
      self: Knot | null;
    }
    const root: Knot = { count: 1, self: null };
    root.self = root;
    expectBackAndForth(root, (now) => {
      now.count = 2;
    });
  });
});

test('an image leaves alone what is outside', () => {
  const sink = { heard: 0, deep: { heard: 0 } };
  const root = { sink, count: 0 };
  const images = new HeapImages(root, listReachable([sink]));
  const image = images.take();
  Object.assign(root, { count: 1 });
  Object.assign(sink, { heard: 1 });
  sink.deep.heard = 1;
  images.restore(image);
  expect(root).toEqual({ count: 0, sink: { heard: 1, deep: { heard: 1 } } });
});

test('a field that looks like one and has only a getter cannot be put back, and says so', () => {
  let count = 0;
  const root = {
    get count() {
      return count;
    },
  };
  const images = new HeapImages(root, new Set());
  const image = images.take();
  count = 1;
  expect(() => images.restore(image)).toThrow(/cannot be written/);
});
