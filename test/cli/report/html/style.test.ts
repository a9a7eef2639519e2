import { expect, test } from 'vitest';
import { mostTones } from '../../../../src/cli/report/html/chart.js';
import { style } from '../../../../src/cli/report/html/style.js';

/** The colours of one appearance: `:root{…}` outside of, or within, a media query. */
function coloursOf(start: string): ReadonlyMap<string, string> {
  const from = style.indexOf(start);
  const text = style.slice(from, style.indexOf('}', from));
  return new Map([...text.matchAll(/--([a-z0-9]+):(#[0-9a-f]{3,6})\b/g)].map(([, name = '', colour = '']) => [name, colour]));
}

/** @see WCAG 2.2, relative luminance */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? [...colour.slice(1)].map((one) => one + one).join('') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const appearances = [
  ['light', ':root{color-scheme:light dark'],
  ['dark', '@media (prefers-color-scheme:dark){:root{'],
  ['print', ':root{color-scheme:light;'],
] as const;

test.each(appearances)('all that is text has a contrast of at least 4.5 to what it stands on: %s', (_, start) => {
  const colours = coloursOf(start);
  const tones = Array.from({ length: mostTones }, (__, tone) => `tone${tone}`);
  const inks = ['ink', 'soft', 'link', 'good', 'bad', 'open', ...tones, 'visible', 'superseded', 'merged', 'lost', 'pending'];
  for (const ground of ['paper', 'card']) {
    for (const ink of inks) {
      expect({ ink, ground, isEnough: contrast(colours.get(ink) ?? '#000', colours.get(ground) ?? '#000') >= 4.5 }).toEqual({ ink, ground, isEnough: true });
    }
  }
});

test('every curve has dashes of its own', () => {
  const dashes = [...style.matchAll(/\.tone-(\d) \.curve\{stroke-dasharray:([\d. ]+)\}/g)].map(([, , dash]) => dash);
  expect(new Set(dashes).size).toBe(mostTones - 1);
});
