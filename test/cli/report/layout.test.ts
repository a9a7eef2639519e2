import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelled, table, wrap } from '../../../src/cli/report/layout.js';

test('text breaks at spaces, before the column that is too many', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
});

test('a word that is too long stays whole on a line of its own', () => {
  expect(wrap('a incomprehensible b', 5)).toEqual(['a', 'incomprehensible', 'b']);
});

test('wrapping keeps every word in its order and no line too long that could be shorter', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 9, max: 40 }), (list, columns) => {
      const lines = wrap(list.join(' '), columns);
      expect(lines.join(' ')).toBe(list.join(' '));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    }),
  );
});

test('a label stands before the first line and its text lines up below', () => {
  const lines = labelled('Lag', 'word '.repeat(20), 13);
  expect(lines[0]).toMatch(/^Lag {10}word/);
  expect(lines[1]).toMatch(/^ {13}word/);
});

test('the columns of a table line up and no line ends in spaces', () => {
  expect(table([['a', 'long cell', 'x'], ['wide cell', 'b', '']])).toEqual([
    'a          long cell  x',
    'wide cell  b',
  ]);
});
