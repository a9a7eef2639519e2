import { expect, test } from 'vitest';
import { paint, paintRow } from '../../../../src/cli/tui/terminal/palette.js';
import { span } from '../../../../src/cli/view/drawing/row.js';
import type { Tone } from '../../../../src/cli/view/drawing/row.js';

const tones: readonly Tone[] = [
  'plain',
  'dim',
  'strong',
  'title',
  'accent',
  'good',
  'warn',
  'bad',
];

test('a bare row has no escape sequence in it', () => {
  expect(paintRow(tones.map((tone) => span(tone, tone)), 'bare')).toBe(tones.join(''));
});

test('colours change no character of a row', () => {
  const painted = paintRow(tones.map((tone) => span(tone, tone)), 'colors');
  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(tones.join(''));
  expect(painted).toContain('\u001b[31mbad\u001b[39m');
});

test.each(tones)('the tone %s ends with its text', (tone) => {
  const painted = paint('x', tone);
  expect(painted === 'x' || /^\u001b\[\d+mx\u001b\[(22|39)m$/.test(painted)).toBe(true);
});

test('nothing is not painted', () => {
  expect(paint('', 'bad')).toBe('');
});
