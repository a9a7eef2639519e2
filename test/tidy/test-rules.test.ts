import { expect, test } from 'vitest';
import { checkFocusedTests } from './test-rules.js';

/**
 * What narrows the tests in a line of code; the line is put together so that it is not one itself.
 */
function judge(...words: readonly string[]): readonly string[] {
  const file = { path: 'test/a.test.ts', text: `${words.join('.')}('does it', () => {});` };
  return checkFocusedTests([file]).map(({ rule }) => rule);
}

test.each(['only', 'skip', 'todo', 'fails'])('test.%s is refused', (word) => {
  expect(judge('test', word)).toEqual([`test.${word} narrows the tests`]);
});

test('a narrowing is found behind other words', () => {
  expect(judge('describe', 'concurrent', 'skip')).toHaveLength(1);
  expect(judge('test', 'only', 'each')).toHaveLength(1);
});

test('the short forms are refused too', () => {
  expect(judge('xit')).toEqual(['xit narrows the tests']);
});

test('a plain test and a word of somebody else are allowed', () => {
  expect(judge('test')).toEqual([]);
  expect(judge('test', 'each')).toEqual([]);
  expect(judge('parser', 'skip')).toEqual([]);
});
