import { expect, test } from 'vitest';
import { rowText } from '../../../../src/cli/view/drawing/row.js';
import { drawMomentInput, parseMoment } from '../../../../src/cli/view/live/moment-input.js';

test.each([
  ['12.5s', 12_500_000],
  ['800ms', 800_000],
  ['250 us', 250],
  ['90', 90_000_000],
  ['.5', 500_000],
  ['1:30', 90_000_000],
  ['0:01.25', 1_250_000],
  ['1:00:05', 3_605_000_000],
  ['2m', 120_000_000],
  ['1.5d', 129_600_000_000],
  ['40%', 12_000_000],
  [' 0 ', 0],
])('%s is a moment', (text, atUs) => {
  expect(parseMoment(text, 30_000_000)).toEqual({ ok: true, atUs });
});

test.each(['', '12x', '-3', '1:75', '40 % of it', 'end', '1e9', '.'])('%j is none, and what can be typed is said', (text) => {
  const parsed = parseMoment(text, 30_000_000);
  expect(parsed.ok ? '' : parsed.problem).toMatch(
    /^(nothing was typed|'.*' is no moment of the run); type a time such as 12.5s, 800ms, 90 \(seconds\), 1:30, 40%$/,
  );
});

test('the line shows what has been typed', () => {
  expect(rowText(drawMomentInput('12.'))).toMatch(/^ go to: 12\._ +12.5s, 800ms/);
});
