import { expect, test } from 'vitest';
import { measureWidth } from '../../../../src/cli/view/drawing/text-width.js';
import { asciiTheme, unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import type { Theme } from '../../../../src/cli/view/drawing/theme.js';

function glyphsOf(theme: Theme): readonly string[] {
  const boxes = [theme.box, theme.focusBox].flatMap((box): readonly string[] => [
    ...[box.topLeft, box.topRight, box.bottomLeft, box.bottomRight, box.horizontal, box.vertical],
  ]);
  return [...boxes, ...theme.spark, theme.ellipsis];
}

test.each([
  ['ASCII', asciiTheme],
  ['Unicode', unicodeTheme],
])('every character of the %s theme is one column wide', (_, theme) => {
  for (const glyph of glyphsOf(theme)) {
    expect([...glyph]).toHaveLength(1);
    expect(measureWidth(glyph)).toBe(1);
    expect(glyph).not.toMatch(/\p{Emoji_Presentation}/u);
  }
});

test('the ASCII theme is printable ASCII', () => {
  expect(glyphsOf(asciiTheme).join('')).toMatch(/^[\x21-\x7e]+$/);
});

test('the bars of both themes have the same number of heights', () => {
  expect(asciiTheme.spark).toHaveLength(unicodeTheme.spark.length);
});
