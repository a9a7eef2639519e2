import { expect, test } from 'vitest';
import { countCharacters, eraseText, insertText, offsetOf } from '../../../src/sim/base/characters.js';

test('a character outside the basic plane counts as one', () => {
  expect(countCharacters('a🙂b')).toBe(3);
  expect(countCharacters('abc')).toBe(3);
  expect(offsetOf('a🙂b', 2)).toBe(3);
});

test('an edit never cuts a character in two', () => {
  expect(insertText('🙂🙂', 1, 'x')).toBe('🙂x🙂');
  expect(eraseText('a🙂b', 1, 1)).toBe('ab');
});

test.each(['abc', 'a🙂c'])('beyond the end of %s is its end', (text) => {
  expect(insertText(text, 9, '!')).toBe(`${text}!`);
  expect(eraseText(text, 2, 9)).toBe(text.slice(0, -1));
  expect(eraseText(text, 9, 2)).toBe(text);
  expect(offsetOf(text, 9)).toBe(text.length);
});
