import { expect, test } from 'vitest';
import {
  describeOperation,
  describePlace,
  isScalar,
  showValue,
} from '../../../src/sim/record/history.js';
import { historyOf, read, write } from '../../support/history.js';
import type { OperationSketch } from '../../support/history.js';

test.each<readonly [OperationSketch, string]>([
  [read(3, 'x', [1, 'a']), 'process 3 read x = [1,"a"]'],
  [{ ...read(3, 'x', null), outcome: 'fail' }, 'process 3 read x (failed)'],
  [write(0, 'x', 'B'), 'process 0 wrote x = "B"'],
  [{ ...write(0, 'x', 1), outcome: 'info' }, 'process 0 wrote x = 1 (no answer)'],
  [{ ...write(0, 'x', 1), outcome: 'fail' }, 'process 0 wrote x = 1 (failed)'],
  [{ f: 'cas', value: [1, 2] }, 'process 0 changed x from 1 to 2'],
  [{ f: 'cas', value: [1, 2], outcome: 'fail' }, 'process 0 failed to change x from 1 to 2'],
  [{ f: 'append', value: 'a' }, 'process 0 appended "a" to x'],
  [{ f: 'add', value: 1 }, 'process 0 added 1 to x'],
  [{ f: 'remove', value: 1 }, 'process 0 removed 1 from x'],
  [{ f: 'increment', value: 2 }, 'process 0 incremented x by 2'],
  [{ f: 'acquire' }, 'process 0 acquired x'],
  [{ f: 'release', outcome: 'info' }, 'process 0 released x (no answer)'],
])('%j in words: %s', (sketch, words) => {
  const [operation] = historyOf([sketch]).operations;
  expect(describeOperation(operation)).toBe(words);
});

test('a place is its lines, or one line without an answer', () => {
  const { operations } = historyOf([write(0, 'x', 1), { ...write(1, 'x', 2), outcome: 'info' }]);
  expect(operations.map(describePlace)).toEqual(['lines 1 to 2', 'line 3']);
});

test('long values are cut', () => {
  expect(showValue('x'.repeat(100))).toHaveLength(60);
  expect(showValue('short')).toBe('"short"');
});

test('a list is no scalar, whatever is in it', () => {
  expect([isScalar([]), isScalar([1]), isScalar(null), isScalar('a')]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
