import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../src/cli/printable.js';

test('ordinary text of any script stays as it is', () => {
  expect(printable('São Paulo → 東京 k17')).toBe('São Paulo → 東京 k17');
});

test('an escape sequence is shown and not obeyed', () => {
  expect(printable('a\u001b[2Jb')).toBe('a\\u{1b}[2Jb');
});

test('characters that turn the direction of text are shown by their code', () => {
  expect(printable('a\u202eb')).toBe('a\\u{202e}b');
});

test('tabs and line breaks become spaces, one for one', () => {
  expect(printable('a\tb\nc\r\nd')).toBe('a b c  d');
});

test('nothing that is printed can steer a terminal', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 0x2fff })), (codes) => {
      const text = String.fromCodePoint(...codes);
      expect(/[\p{Cc}\p{Cf}]/u.test(printable(text))).toBe(false);
    }),
  );
});
