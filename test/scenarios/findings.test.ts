import { expect, test } from 'vitest';
import type * as z from 'zod';
import { problemsOf } from '../../src/scenarios/findings.js';
import { followersOrNode } from './schema/samples.js';

function problemsIn(schema: z.ZodType, value: unknown) {
  const checked = schema.safeParse(value);
  return checked.success ? [] : problemsOf(checked.error.issues, value, ['base']);
}

test('of a union, the branch that has the value’s shape is told', () => {
  expect(problemsIn(followersOrNode, { count: 51 })).toEqual([
    {
      path: ['base', 'count'], message: 'this is too large',
      expected: 'a whole number from 0 to 50',
    },
  ]);
  expect(problemsIn(followersOrNode, 51)).toMatchObject([
    { path: ['base'], message: 'this is too large' },
  ]);
});

test('where no branch has the shape, what each would take is told together', () => {
  expect(problemsIn(followersOrNode, [1])).toEqual([
    {
      path: ['base'],
      message: 'this is not a whole number',
      expected: 'a whole number from 0 to 50; or a mapping (key: value)',
    },
  ]);
});

test('a value that is missing is said to be missing', () => {
  expect(problemsIn(followersOrNode, undefined)).toMatchObject([{ message: '"base" is missing' }]);
});

test('an unknown key is told with the key’s own path', () => {
  expect(problemsIn(followersOrNode, { count: 1, cuont: 2 })).toMatchObject([
    { path: ['base', 'cuont'], isKey: true, suggestion: 'did you mean "count"?' },
  ]);
});
