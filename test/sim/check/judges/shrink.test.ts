import { expect, test } from 'vitest';
import { shrink } from '../../../../src/sim/check/judges/shrink.js';

const numbers = Array.from({ length: 100 }, (_, i) => i);

test('what is left shows it, and nothing of it can be left out', () => {
  const kept = shrink(numbers, (some) => some.includes(3) && some.includes(77), 10_000);
  expect(kept).toEqual([3, 77]);
});

test('order and items that are needed stay', () => {
  expect(shrink(numbers, (some) => some.length >= 5, 10_000)).toHaveLength(5);
  expect(shrink([2, 1], (some) => some.length === 2, 10)).toEqual([2, 1]);
});

test('after the last try it is what it is', () => {
  let tries = 0;
  const kept = shrink(numbers, (some) => ++tries > 0 && some.includes(99), 3);
  expect(tries).toBe(3);
  expect(kept).toContain(99);
});

test('nothing is left of what shows it by itself', () => {
  expect(shrink(numbers, () => true, 1000)).toEqual([]);
});
