import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { namesOfKeys } from '../../../../src/cli/tui/terminal/key-names.js';

const plain: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

test('characters are named by themselves, the blank by a word', () => {
  expect(namesOfKeys('+', plain)).toEqual(['+']);
  expect(namesOfKeys(' ', plain)).toEqual(['space']);
  expect(namesOfKeys('ab', plain)).toEqual(['a', 'b']);
});

test.each([
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['home', 'home'],
  ['end', 'end'],
  ['tab', 'tab'],
  ['return', 'return'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
] as const)('%s is named %s', (field, name) => {
  expect(namesOfKeys('', { ...plain, [field]: true, meta: field === 'escape' })).toEqual([name]);
});

test('a letter with Ctrl is named with both', () => {
  expect(namesOfKeys('c', { ...plain, ctrl: true })).toEqual(['ctrl+c']);
});

test('Tab with Shift is another key', () => {
  expect(namesOfKeys('', { ...plain, tab: true, shift: true })).toEqual(['shift+tab']);
});
