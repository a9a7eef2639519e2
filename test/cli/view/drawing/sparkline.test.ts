import { expect, test } from 'vitest';
import { drawSparkline, seriesLength } from '../../../../src/cli/view/drawing/sparkline.js';
import { unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';

test('the largest figure is the tallest bar and zero the lowest', () => {
  expect(drawSparkline([0, 4, 8], 3, unicodeTheme)).toBe('▁▅█');
});

test('anything above zero is taller than zero', () => {
  expect(drawSparkline([0, 1, 1000], 3, unicodeTheme)).toBe('▁▂█');
});

test('a series of zeros is flat', () => {
  expect(drawSparkline([0, 0], 2, unicodeTheme)).toBe('▁▁');
});

test('a short series stands at the right', () => {
  expect(drawSparkline([1], 3, unicodeTheme)).toBe('  █');
});

test('a bar of a long series stands for the largest of several figures', () => {
  expect(drawSparkline([0, 8, 0, 0], 2, unicodeTheme)).toBe('█▁');
});

test('a drawing takes the columns it was given', () => {
  for (let length = 0; length <= seriesLength; length += 1) {
    const series = Array.from({ length }, (_, index) => index);
    expect(drawSparkline(series, 6, unicodeTheme)).toHaveLength(6);
  }
  expect(drawSparkline([1, 2], 0, unicodeTheme)).toBe('');
});
