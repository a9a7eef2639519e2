import { expect, test } from 'vitest';
import { Slots } from '../../../src/sim/base/slots.js';

test('what is kept is taken once, and its number is used again', () => {
  const slots = new Slots<string>();
  const [a, b] = [slots.keep('a'), slots.keep('b')];
  expect(slots.take(a)).toBe('a');
  expect(slots.list()).toEqual(['b']);
  expect(() => slots.take(a)).toThrow('nothing is kept');
  expect(slots.keep('c')).toBe(a);
  expect([slots.take(a), slots.take(b)]).toEqual(['c', 'b']);
});
