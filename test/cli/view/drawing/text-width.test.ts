import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  cutMiddle,
  cutText,
  fitLeft,
  measureWidth,
  showText,
  takeColumns,
  takeLastColumns,
} from '../../../../src/cli/view/drawing/text-width.js';

test('a letter takes one column, a wide character two, a mark on a letter none', () => {
  expect(measureWidth('us-east')).toBe(7);
  expect(measureWidth('東京')).toBe(4);
  expect(measureWidth('한국')).toBe(4);
  expect(measureWidth('🦉')).toBe(2);
  expect(measureWidth('e\u0301')).toBe(1);
  expect(measureWidth('São')).toBe(3);
});

test('a text that fits is not cut', () => {
  expect(cutText('abc', 3, '…')).toBe('abc');
});

test('a text that is too long ends in an ellipsis within the columns', () => {
  expect(cutText('abcdef', 4, '…')).toBe('abc…');
  expect(cutText('abcdef', 1, '~')).toBe('~');
  expect(cutText('abcdef', 0, '~')).toBe('');
});

test('a wide character is never cut in two', () => {
  expect(cutText('東京都', 4, '…')).toBe('東…');
  expect(takeColumns('東京', 3)).toBe('東');
});

test('names that differ at their end still differ when they are cut in the middle', () => {
  expect(cutMiddle('region-98', 7, '~')).toBe('reg~-98');
  expect(cutMiddle('region-99', 7, '~')).toBe('reg~-99');
  expect(cutMiddle('region', 6, '~')).toBe('region');
  expect(cutMiddle('東京都庁舎前', 7, '~')).toBe('東~前');
  expect(takeLastColumns('ae\u0301', 1)).toBe('e\u0301');
});

test('a mark stays with the letter it sits on', () => {
  expect(takeColumns('e\u0301a', 1)).toBe('e\u0301');
});

test('padding fills what a cut leaves of a wide character', () => {
  expect(fitLeft('東京都', 4, '…')).toBe('東… ');
});

test('fitted text takes exactly the columns it was given, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 30 }), (text, columns) => {
      expect(measureWidth(fitLeft(showText(text), columns, '~'))).toBe(columns);
    }),
  );
});

test('text from a scenario cannot steer the terminal', () => {
  expect(showText('\u001b[2J')).not.toContain('\u001b');
  expect(showText('a\nb')).not.toContain('\n');
});
