import { describe, expect, test } from 'vitest';
import { paint, paintRow } from '../../../../src/cli/tui/terminal/palette.js';
import { colorThemes } from '../../../../src/cli/view/drawing/color-themes.js';
import type { Coloring } from '../../../../src/cli/view/drawing/color-themes.js';
import { span } from '../../../../src/cli/view/drawing/row.js';
import type { Tone } from '../../../../src/cli/view/drawing/row.js';

const tones: readonly Tone[] = ['plain', 'dim', 'strong', 'title', 'accent', 'good', 'warn', 'bad'];
const dark: Coloring = { theme: 'dark', depth: 16, ground: 'dark' };
const row = tones.map((tone) => span(tone, tone));

test('a bare row has no escape sequence in it', () => {
  expect(paintRow(row, 'bare')).toBe(tones.join(''));
});

test('by default colours are those that the terminal defines', () => {
  expect(paintRow(row, dark)).toContain('\u001b[31mbad\u001b[39m');
});

test('a colour of the 256 and an attribute end together', () => {
  expect(paint('x', 'bad', { theme: 'colour-blind', depth: 256, ground: 'dark' })).toBe('\u001b[1;38;5;208mx\u001b[22;39m');
});

test('without colours a theme underlines and reverses', () => {
  expect(paint('x', 'warn', { ...dark, theme: 'mono' })).toBe('\u001b[4mx\u001b[24m');
  expect(paint('x', 'bad', { ...dark, theme: 'mono' })).toBe('\u001b[7mx\u001b[27m');
});

describe.each(colorThemes)('the theme %s', (theme) => {
  const colorings = ([16, 256] as const).flatMap((depth) =>
    (['dark', 'light'] as const).map((ground): Coloring => ({ theme, depth, ground })),
  );

  test('changes no character of a row', () => {
    for (const coloring of colorings) {
      expect(paintRow(row, coloring).replace(/\u001b\[[\d;]+m/g, '')).toBe(tones.join(''));
    }
  });

  test.each(tones)('ends the tone %s with its text', (tone) => {
    for (const coloring of colorings) {
      const painted = paint('x', tone, coloring);
      expect(painted).toMatch(/^(x|\u001b\[[\d;]+mx\u001b\[(22|24|27|39|22;39)m)$/);
    }
  });
});

test('nothing is not painted', () => {
  expect(paint('', 'bad', dark)).toBe('');
});
