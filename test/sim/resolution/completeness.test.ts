import { expect, test } from 'vitest';
import { completeness, countFilledFields } from '../../../src/sim/resolution/completeness.js';

test.each([
  [null, 0],
  ['', 0],
  ['name=', 0],
  ['name=, city=', 0],
  ['name=Ada', 1],
  ['city=, name=Ada, phone=123', 2],
  ['a note without a name', 1],
  ['formula=a=b', 1],
])('%j has %i fields filled in', (value, count) => {
  expect(countFilledFields(value)).toBe(count);
});

const version = (value: string | null, stamp: number, leader = 0) => {
  return { value, stamp, leader, op: 10 * stamp + leader };
};

test('more fields beat a later stamp, whichever is the local one', () => {
  const full = version('city=Rome, name=Ada', 1);
  const sparse = version('city=, name=Ada', 9, 1);
  expect(completeness.merge(full, sparse)).toBe(full.value);
  expect(completeness.merge(sparse, full)).toBe(full.value);
});

test('ties go to the later stamp, then to the leader that comes last', () => {
  expect(completeness.merge(version('a=1', 1), version('b=2', 2, 1))).toBe('b=2');
  expect(completeness.merge(version('a=1', 2), version('b=2', 2, 1))).toBe('b=2');
  expect(completeness.merge(version('a=1', 3), version('b=2', 2, 1))).toBe('a=1');
});
