import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatCountOf,
  formatMoment,
  formatShortCount,
  formatShortDuration,
  formatShortMoment,
  formatSignedDuration,
  formatSpeed,
} from '../../../../src/cli/view/words/quantity.js';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_234_567, '1,234,567'],
])('the count %d is written %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each([
  [99_999, '99999'],
  [123_999, '123k'],
  [4_560_000, '4.5M'],
  [90_000_000, '90M'],
  [2_000_000_000, '2G'],
])('the short count of %d is %s', (count, text) => {
  expect(formatShortCount(count)).toBe(text);
});

test.each([
  [0, '0'],
  [999, '999us'],
  [1500, '1.5ms'],
  [38_000, '38ms'],
  [999_999, '999ms'],
  [1_234_567, '1.2s'],
  [59_999_999, '59s'],
  [210_000_000, '3.5m'],
  [7_200_000_000, '2h'],
])('a duration of %d us is %s', (us, text) => {
  expect(formatShortDuration(us)).toBe(text);
});

test('a short duration takes five columns at most', () => {
  for (let us = 1; us < 3_600_000_000_000; us = Math.ceil(us * 1.01)) {
    expect(formatShortDuration(us).length).toBeLessThanOrEqual(5);
  }
});

test('a difference carries its sign', () => {
  expect(formatSignedDuration(3000)).toBe('+3ms');
  expect(formatSignedDuration(-210_000.4)).toBe('-210ms');
  expect(formatSignedDuration(0)).toBe('0');
});

test('moments are seconds', () => {
  expect(formatMoment(12_550_000)).toBe('12.550');
  expect(formatShortMoment(9_100_000)).toBe('9.1s');
  expect(formatShortMoment(30_000_000)).toBe('30s');
});

test('bytes are in binary units', () => {
  expect(formatBytes(512)).toBe('512 B');
  expect(formatBytes(1536)).toBe('1.5 KiB');
  expect(formatBytes(64 * 1024 ** 3)).toBe('64 GiB');
});

test('a noun follows its number', () => {
  expect(formatCountOf(1, 'write')).toBe('1 write');
  expect(formatCountOf(2000, 'write')).toBe('2,000 writes');
});

test('speeds are multiples', () => {
  expect(formatSpeed(0.1)).toBe('0.1x');
  expect(formatSpeed(1000)).toBe('1000x');
});
