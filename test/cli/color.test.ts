import { expect, test } from 'vitest';
import { hasColors, paintFor } from '../../src/cli/color.js';

const terminal = { isTTY: true, write: () => true };
const file = { isTTY: false, write: () => true };

test('a terminal gets colours and a file gets none', () => {
  expect(hasColors(terminal, {})).toBe(true);
  expect(hasColors(file, {})).toBe(false);
});

test('a stream that does not say what it is gets no colours', () => {
  expect(hasColors({ write: () => true }, {})).toBe(false);
});

test('NO_COLOR switches colours off unless it is empty', () => {
  expect(hasColors(terminal, { NO_COLOR: '1' })).toBe(false);
  expect(hasColors(terminal, { NO_COLOR: '' })).toBe(true);
});

test('a dumb terminal gets no colours', () => {
  expect(hasColors(terminal, { TERM: 'dumb' })).toBe(false);
});

test('FORCE_COLOR has the last word, in both directions', () => {
  expect(hasColors(file, { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' })).toBe(true);
  expect(hasColors(terminal, { FORCE_COLOR: '0' })).toBe(false);
  expect(hasColors(terminal, { FORCE_COLOR: 'false' })).toBe(false);
});

test('a painter without colours returns its text unchanged', () => {
  expect(paintFor(file, {}).red('lost')).toBe('lost');
});

test('a painter with colours wraps its text in escape sequences', () => {
  expect(paintFor(terminal, {}).red('lost')).toBe('\u001b[31mlost\u001b[39m');
});
