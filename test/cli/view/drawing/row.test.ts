import { expect, test } from 'vitest';
import { fitRow, rowText, rowWidth, span, spreadRow } from '../../../../src/cli/view/drawing/row.js';

const row = [span('abc', 'bad'), span('defg')];

test('a short row is filled with blanks', () => {
  expect(rowText(fitRow(row, 9, '~'))).toBe('abcdefg  ');
});

test('a row that fits exactly stays as it is', () => {
  expect(fitRow(row, 7, '~')).toBe(row);
});

test('a long row is cut where the columns end, in the tone of what was cut', () => {
  expect(fitRow(row, 5, '~')).toEqual([span('abc', 'bad'), span('d~')]);
});

test('a row that is cut between two spans shows that something follows', () => {
  expect(rowText(fitRow(row, 3, '~'))).toBe('ab~');
});

test('a wide character at the edge leaves a blank, not a column too many', () => {
  expect(rowWidth(fitRow([span('東京'), span('都')], 4, '~'))).toBe(4);
});

test('the right side of a spread row is whole and at the edge', () => {
  expect(rowText(spreadRow([span('left')], [span('right')], 12, '~'))).toBe('left   right');
  expect(rowText(spreadRow([span('left')], [span('right')], 7, '~'))).toBe('l~right');
});
