import { expect, test } from 'vitest';
import { align } from '../../../../src/cli/report/sweep/tables.js';
import { measureWidth } from '../../../../src/cli/view/drawing/text-width.js';

test('a value of wide characters moves no figure out of its column', () => {
  const lines = align([['resolver', 'mean'], ['./解決.ts', '5'], ['lww', '1,200']]);
  expect(new Set(lines.map(measureWidth)).size).toBe(1);
});
