import { expect, test } from 'vitest';
import { defineResolver, findShapeProblem, isResolver } from '../../../src/sim/resolution/user-resolver.js';

const type = { name: 'n', initial: [], apply: () => [], merge: () => [] };

test('what is defined is what was given', () => {
  const definition = { name: 'n', resolve: (local: string | null) => local };
  expect(defineResolver(definition)).toBe(definition);
});

test.each([
  [{ name: 'n', resolve: () => null }],
  [type],
  [{ ...type, equals: () => true, read: () => null, extra: 1 }],
])('%o is a resolver', (value) => {
  expect(findShapeProblem(value)).toBeNull();
  expect(isResolver(value)).toBe(true);
});

test.each([
  [undefined, 'this is missing, not a resolver'],
  [null, 'this is null, not a resolver'],
  [() => null, 'this is a function, not a resolver'],
  [[], 'its name is missing'],
  [{ ...type, name: ' ' }, 'its name is a string'],
  [{ ...type, name: 'x'.repeat(61) }, 'its name is a string'],
  [{ name: 'n' }, 'it has no apply'],
  [{ name: 'n', resolve: 5 }, 'its resolve is a number'],
  [{ ...type, resolve: () => null }, 'it has both resolve and merge'],
  [{ ...type, apply: null }, 'its apply is null'],
  [{ name: 'n', apply: () => [], merge: () => [] }, 'it has no initial'],
  [{ ...type, initial: undefined }, 'its initial is nothing (undefined)'],
  [{ ...type, initial: [new Map()] }, 'its initial is a Map'],
  [{ ...type, read: 'state' }, 'its read is a string'],
])('%o is none', (value, message) => {
  expect(findShapeProblem(value)?.message).toBe(message);
  expect(isResolver(value)).toBe(false);
});
