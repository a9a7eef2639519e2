import { expect, test } from 'vitest';
import {
  readSetOperation,
  supportElements,
} from '../../../../src/sim/resolution/crdt/set-entries.js';
import type { Presence } from '../../../../src/sim/resolution/crdt/set-entries.js';
import { add, remove, write } from '../../../support/replicated-type-sites.js';

const added = { dot: { author: 0, after: -1, last: 3 }, value: 'added' } as const;
const removed = { dot: { author: 1, after: -1, last: 5 }, value: 'removed' } as const;
const store = { context: [], parts: [{ name: 'milk', entries: [added, removed], scope: [] }] };

test('says what an operation does to which element, and refuses what is none of a set', () => {
  expect(readSetOperation(add('milk'))).toEqual({ element: 'milk', presence: 'added' });
  expect(readSetOperation(remove('milk'))).toEqual({ element: 'milk', presence: 'removed' });
  expect(() => readSetOperation(write('milk'))).toThrow('a set only adds and removes');
});

test.each([
  { isPresent: true, entry: added },
  { isPresent: false, entry: removed },
])('supports the side that won: present $isPresent', ({ isPresent, entry }) => {
  const presenceOf = (value: Presence): Presence => value;
  expect(supportElements<Presence>(store, () => isPresent, presenceOf)).toEqual([
    { part: 'milk', writes: [entry.dot] },
  ]);
});
