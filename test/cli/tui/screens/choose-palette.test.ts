import { describe, expect, test } from 'vitest';
import { choosePalette } from '../../../../src/cli/tui/screens/choose-palette.js';

const terminal = { isTTY: true, write: () => true };

test('without a word a terminal gets the sixteen colours that it defines', () => {
  const { palette, notice } = choosePalette(null, terminal, { TERM: 'xterm' });
  expect(palette).toEqual({ theme: 'dark', depth: 16, ground: 'dark' });
  expect(notice).toBeNull();
});

test('the option goes before the variable, the variable before what the terminal says', () => {
  const env = { QUARREL_THEME: 'mono', COLORFGBG: '0;15' };
  expect(choosePalette('colour-blind', terminal, env).palette).toMatchObject({ theme: 'colour-blind', ground: 'light' });
  expect(choosePalette(null, terminal, env).palette).toMatchObject({ theme: 'mono' });
  expect(choosePalette(null, terminal, { COLORFGBG: '0;15' }).palette).toMatchObject({ theme: 'light' });
  expect(choosePalette(null, terminal, { COLORFGBG: '15;0' }).palette).toMatchObject({ theme: 'dark' });
});

test('NO_COLOR and a dumb terminal leave no colours, whatever the theme', () => {
  expect(choosePalette('light', terminal, { NO_COLOR: '1' }).palette).toBe('bare');
  expect(choosePalette('light', terminal, { TERM: 'dumb' }).palette).toBe('bare');
  expect(choosePalette('light', terminal, { FORCE_COLOR: '0' }).palette).toBe('bare');
  expect(choosePalette('light', terminal, { FORCE_COLOR: '1', NO_COLOR: '1' }).palette).not.toBe('bare');
});

describe('how many colours there are', () => {
  test.each([
    [{ TERM: 'xterm-256color' }, 256],
    [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 256],
    [{ TERM: 'xterm-direct' }, 256],
    [{ TERM: 'linux' }, 16],
    [{}, 16],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '1' }, 16],
    [{ TERM: 'linux', FORCE_COLOR: '3' }, 256],
    [{ TERM: 'xterm-256color', FORCE_COLOR: 'true' }, 256],
  ] as const)('%j: %d', (env, depth) => {
    expect(choosePalette(null, terminal, env).palette).toMatchObject({ depth });
  });
});

test('a variable that names no theme is said, and asks whether the nearest was meant', () => {
  const { palette, notice } = choosePalette(null, terminal, { QUARREL_THEME: 'ligth' });
  expect(palette).toMatchObject({ theme: 'dark' });
  expect(notice).toBe('QUARREL_THEME=ligth is no theme; there are dark, light, colour-blind, mono; did you mean "light"?');
});
