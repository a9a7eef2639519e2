import { expect, test } from 'vitest';
import { measureWidth } from '../../../../src/cli/view/drawing/text-width.js';
import { wrapText } from '../../../../src/cli/view/drawing/wrap-text.js';

test('text is broken at spaces', () => {
  expect(wrapText('one two  three\nfour', 9)).toEqual(['one two', 'three', 'four']);
  expect(wrapText('', 9)).toEqual([]);
});

test('a word that is too wide is broken, wide characters between two', () => {
  expect(wrapText('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
  for (const line of wrapText('東京と大阪', 5)) expect(measureWidth(line)).toBeLessThanOrEqual(5);
  expect(wrapText('東京と大阪', 5).join('')).toBe('東京と大阪');
});

test('where there is no room there are no lines', () => {
  expect(wrapText('one', 1)).toEqual([]);
});
