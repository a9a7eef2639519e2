import { expect, test } from 'vitest';
import {
  counterPart,
  elementPart,
  fieldOf,
  isCounter,
  readFields,
  registerPart,
} from '../../../../src/sim/resolution/crdt/map-fields.js';

test('parts of a field have names of their own, from which the field can be told', () => {
  const parts = [registerPart('tags'), counterPart('tags'), elementPart('tags', 'a=#'), elementPart('tags', '')];
  expect(new Set(parts).size).toBe(4);
  expect(parts.map(fieldOf)).toEqual(Array(4).fill('tags'));
  expect(parts.slice(0, 2).map(isCounter)).toEqual([false, true]);
});

test('a reader sees sums and sets of a field on one line, and each value of a register on its own', () => {
  const by = { stamp: 0, leader: 0, op: 0 };
  const dot = { author: 0, after: -1, last: 0 };
  const set = (value: string) => ({ kind: 'set', value, by, dot }) as const;
  expect(
    readFields([
      { name: registerPart('name'), shown: [set('Eve'), set('Ada'), set('Eve')] },
      { name: counterPart('visits'), shown: [{ kind: 'counted', by: 2 }, { kind: 'counted', by: -5 }] },
      { name: elementPart('tags', 'b'), shown: [{ kind: 'added' }, { kind: 'added' }] },
      { name: elementPart('tags', 'a'), shown: [{ kind: 'added' }] },
      { name: elementPart('tags', 'c'), shown: [] },
      { name: registerPart('gone'), shown: [{ kind: 'removed' }] },
    ]),
  ).toEqual(['name=Ada', 'name=Eve', 'tags={a, b}', 'visits=-3']);
});
