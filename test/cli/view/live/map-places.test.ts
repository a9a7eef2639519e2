import { expect, test } from 'vitest';
import { placeRegions } from '../../../../src/cli/view/live/map-places.js';

const size = { columns: 61, rows: 21 };

test('two regions face each other', () => {
  const [left, right] = placeRegions({ count: 2, hub: null }, size, { columns: 10, rows: 1 });
  expect(left?.y).toBe(right?.y);
  expect(left?.x).toBeLessThan(right?.x ?? 0);
});

test('three regions stand as a triangle on its tip', () => {
  const [left, right, bottom] = placeRegions({ count: 3, hub: null }, size, { columns: 10, rows: 1 });
  expect(left?.y).toBe(1);
  expect(right?.y).toBe(1);
  expect(bottom).toEqual({ x: 30, y: 19 });
});

test('a hub stands in the middle, at its own index', () => {
  const places = placeRegions({ count: 5, hub: 2 }, size, { columns: 10, rows: 1 });
  expect(places).toHaveLength(5);
  expect(places[2]).toEqual({ x: 30, y: 10 });
});

test('one region stands in the middle', () => {
  expect(placeRegions({ count: 1, hub: null }, size, { columns: 10, rows: 1 })).toEqual([{ x: 30, y: 10 }]);
});

test('no two regions share a place, and there is a row for every name', () => {
  for (let count = 1; count <= 12; count += 1) {
    const places = placeRegions({ count, hub: null }, size, { columns: 12, rows: 1 });
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
    for (const { x, y } of places) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(61);
      expect(y).toBeGreaterThanOrEqual(1);
      expect(y).toBeLessThanOrEqual(19);
    }
  }
});
