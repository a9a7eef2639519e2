import { expect, test } from 'vitest';
import { doDiffer, mergeSiblings, type Sibling } from '../../../src/sim/resolution/sibling-merges.js';

function siblings(...values: (string | null)[]): Sibling[] {
  return values.map((value, leader) => ({ value, stamp: 10 + leader, leader }));
}

test('a union has the elements of all carts, each once', () => {
  const carts = siblings('eggs, milk', 'milk, tea', '', null);
  expect(mergeSiblings(carts, { kind: 'union' })).toBe('eggs, milk, tea');
  expect(mergeSiblings(siblings('', null), { kind: 'union' })).toBe('');
  expect(mergeSiblings(siblings(null, null), { kind: 'union' })).toBe(null);
});

test('the greatest number counts by value, and what is no number as 0', () => {
  expect(mergeSiblings(siblings('9', '10', 'x'), { kind: 'max' })).toBe('10');
  expect(mergeSiblings(siblings('-5', 'x'), { kind: 'max' })).toBe('x');
  expect(mergeSiblings(siblings(null, '-5'), { kind: 'max' })).toBe('-5');
});

test('the latest and the earliest go by stamp, then by leader', () => {
  const early: Sibling = { value: 'A', stamp: 5, leader: 1 };
  const tied: Sibling = { value: 'B', stamp: 5, leader: 0 };
  const gone: Sibling = { value: null, stamp: 6, leader: 0 };
  expect(mergeSiblings([early, tied], { kind: 'latest' })).toBe('A');
  expect(mergeSiblings([early, tied], { kind: 'earliest' })).toBe('B');
  expect(mergeSiblings([early, gone, tied], { kind: 'latest' })).toBe(null);
});

test('who chooses the own one takes the latest of the own leader, or of all', () => {
  const versions = siblings('A', 'B', 'C');
  expect(mergeSiblings(versions, { kind: 'own', leader: 1 })).toBe('B');
  expect(mergeSiblings(versions, { kind: 'own', leader: 7 })).toBe('C');
});

test('equal values leave nothing to decide', () => {
  expect(doDiffer(siblings('A', 'A'))).toBe(false);
  expect(doDiffer(siblings('A', null))).toBe(true);
  expect(doDiffer(siblings(null, null))).toBe(false);
});
