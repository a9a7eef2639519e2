import { expect, test } from 'vitest';
import type { Quantity } from '../../src/scenarios/units.js';
import { bandwidth, duration, ppm, rate, share, size } from '../../src/scenarios/units.js';

function valueOf(quantity: Quantity, raw: unknown): number | string {
  const reading = quantity.read(raw);
  return reading.ok ? reading.value : reading.message;
}

function suggestionFor(quantity: Quantity, raw: unknown): string | undefined {
  const reading = quantity.read(raw);
  return reading.ok ? 'nothing is wrong' : reading.suggestion;
}

test.each([
  [duration, '250us', 250],
  [duration, '10ms', 10_000],
  [duration, '1.02s', 1_020_000],
  [duration, '30m', 1_800_000_000],
  [duration, '2h', 7_200_000_000],
  [duration, '1.5d', 129_600_000_000],
  [duration, '-20ms', -20_000],
  [duration, 0, 0],
  [size, '512B', 512],
  [size, '1KiB', 1024],
  [size, '1MB', 1_000_000],
  [size, '1.5KiB', 1536],
  [rate, '500/s', 500],
  [rate, '50k/s', 50_000],
  [rate, '30/m', 0.5],
  [bandwidth, '1Gbps', 1e9],
  [bandwidth, '500kbps', 5e5],
  [ppm, '-40ppm', -40],
  [share, '2%', 0.02],
  [share, '99.9%', 0.999],
  [share, 0.02, 0.02],
  [share, '100%', 1],
])('a quantity is read into base units (%#: %s)', (quantity, raw, value) => {
  expect(valueOf(quantity, raw)).toBe(value);
});

test.each([
  [duration, 10, '10ms'],
  [duration, '10', '10ms'],
  [duration, '10 seconds', '10s'],
  [duration, '10 s', '10s'],
  [duration, '3 min', '3m'],
  [duration, '5µs', '5us'],
  [duration, '10S', '10s'],
  [duration, '2 days', '2d'],
  [size, '1kb', '1KB'],
  [size, '512 bytes', '512B'],
  [rate, 500, '500/s'],
  [rate, '500rps', '500/s'],
  [bandwidth, '100Mbit/s', '100Mbps'],
  [share, 2, '2%'],
])('a wrong unit is answered with the right one (%#: %s)', (quantity, raw, proposal) => {
  expect(suggestionFor(quantity, raw)).toBe(`did you mean "${proposal}"?`);
});

test('bytes a second are not taken for bits a second', () => {
  expect(suggestionFor(bandwidth, '1GB/s')).toBeUndefined();
});

test.each([
  [duration, 'soon'],
  [duration, '1.5us'],
  [duration, NaN],
  [duration, Infinity],
  [duration, '999999999999999h'],
  [duration, null],
  [duration, ['1s']],
  [size, '0.3B'],
  [share, '101%'],
  [share, -0.1],
  [share, NaN],
  [share, '-2%'],
])('what is no quantity is refused (%#: %s)', (quantity, raw) => {
  expect(typeof valueOf(quantity, raw)).toBe('string');
});

test.each([
  [duration, '250us'], [duration, '-1.5h'], [duration, '10d'], [size, '64GiB'], [rate, '50k/s'],
  [bandwidth, '1Gbps'], [ppm, '40ppm'], [share, '2.5%'],
])('every accepted text matches the pattern that editors check (%#: %s)', (quantity, text) => {
  expect(quantity.read(text).ok).toBe(true);
  expect(text).toMatch(new RegExp(quantity.pattern));
});
