import { expect, test } from 'vitest';
import { breakLines } from '../../../../src/cli/view/drawing/paragraph.js';

test('lines break at spaces, and never between a number and its unit', () => {
  expect(breakLines('took 12.5 ms in all', 9)).toEqual(['took', '12.5 ms', 'in all']);
});

test('wide characters count twice, and a word without room is broken', () => {
  expect(breakLines('ab 日本語', 4)).toEqual(['ab', '日本', '語']);
  expect(breakLines('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
});
