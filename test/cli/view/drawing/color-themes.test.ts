/** Colours that can be read, also by those who do not see all of them. */
import { describe, expect, test } from 'vitest';
import { colorThemes, inkFor, nextTheme } from '../../../../src/cli/view/drawing/color-themes.js';
import type { ColorTheme, Coloring, Ink } from '../../../../src/cli/view/drawing/color-themes.js';

const tones = ['accent', 'good', 'warn', 'bad'] as const;

const black = { red: 0, green: 0, blue: 0 };
const white = { red: 255, green: 255, blue: 255 };

interface Color {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The colours of the cube, 16 to 231, as xterm defines them. */
function colorOf({ fixed }: Ink): Color {
  if (fixed === null || fixed < 16 || fixed > 231) throw new Error('not a colour of the cube');
  const index = fixed - 16;
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  return { red: level(Math.floor(index / 36)), green: level(Math.floor(index / 6) % 6), blue: level(index % 6) };
}

/** WCAG 2.2, relative luminance. */
function luminanceOf({ red, green, blue }: Color): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** WCAG 2.2, contrast ratio. */
function contrastOf(one: Color, other: Color): number {
  const [high = 0, low = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** What is left of a colour for eyes without receptors for red or for green: yellow against blue, and light. */
function blueness({ red, green, blue }: Color): number {
  return blue - (red + green) / 2;
}

describe.each([
  [{ theme: 'light', depth: 256, ground: 'light' }, white],
  [{ theme: 'light', depth: 256, ground: 'dark' }, white],
  [{ theme: 'colour-blind', depth: 256, ground: 'dark' }, black],
  [{ theme: 'colour-blind', depth: 256, ground: 'light' }, white],
] satisfies readonly (readonly [Coloring, Color])[])('%j', (coloring, ground) => {
  test.each(tones)('%s can be read on its ground', (tone) => {
    expect(contrastOf(colorOf(inkFor(tone, coloring)), ground)).toBeGreaterThanOrEqual(4.5);
  });

  test('no two tones are one', () => {
    expect(new Set(tones.map((tone) => JSON.stringify(inkFor(tone, coloring)))).size).toBe(tones.length);
  });
});

test.each(['dark', 'light'] as const)('whoever does not tell red from green tells good from bad on a %s ground', (ground) => {
  const coloring: Coloring = { theme: 'colour-blind', depth: 256, ground };
  expect(blueness(colorOf(inkFor('good', coloring)))).toBeGreaterThan(80);
  expect(blueness(colorOf(inkFor('bad', coloring)))).toBeLessThan(-80);
  const named: Coloring = { ...coloring, depth: 16 };
  expect([inkFor('good', named).named, inkFor('bad', named).named]).not.toContain(32);
});

test('on white nothing is yellow or bright', () => {
  const coloring: Coloring = { theme: 'light', depth: 16, ground: 'light' };
  for (const tone of tones) expect(inkFor(tone, coloring).named).toBeOneOf([30, 31, 32, 34, 35, 36]);
});

test('without colours bad, warn and good still differ', () => {
  const coloring: Coloring = { theme: 'mono', depth: 256, ground: 'dark' };
  const inks = tones.map((tone) => inkFor(tone, coloring));
  for (const { named, fixed } of inks) expect([named, fixed]).toEqual([null, null]);
  expect(new Set(inks.map(({ attribute }) => attribute)).size).toBe(tones.length);
});

test('a key comes by every theme and back to the first', () => {
  const seen: ColorTheme[] = ['dark'];
  for (const _ of colorThemes) seen.push(nextTheme(seen.at(-1) ?? 'dark'));
  expect(seen).toEqual([...colorThemes, 'dark']);
});
