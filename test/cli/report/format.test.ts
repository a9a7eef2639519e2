import { expect, test } from 'vitest';
import * as format from '../../../src/cli/report/format.js';

test('counts have their thousands apart', () => {
  expect([0, 999, 1000, 90_000_000].map(format.formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '90,000,000',
  ]);
});

test('a noun follows its count in the right number', () => {
  expect(format.countOf(0, 'write')).toBe('0 writes');
  expect(format.countOf(1, 'write')).toBe('1 write');
  expect(format.countOf(2000, 'write')).toBe('2,000 writes');
});

test('how often is once, twice, or a number of times', () => {
  expect([1, 2, 0, 3000].map(format.timesOf)).toEqual(['once', 'twice', '0 times', '3,000 times']);
});

test('durations use the unit that suits them', () => {
  expect([0, 0.25, 12.5, 999.999, 41_230, 600_000, 1_812_000, 169_500_000].map(format.formatMs)).toEqual([
    '0 ms',
    '250 us',
    '12.5 ms',
    '999.999 ms',
    '41.23 s',
    '10 min 0 s',
    '30 min 12 s',
    '47 h 5 min',
  ]);
});

test('a duration that was not measured is a dash', () => {
  expect(format.formatMs(null)).toBe('-');
});

test('bytes use binary units', () => {
  expect([0, 512, 1536, 138_240_000_000, 2 ** 50].map(format.formatBytes)).toEqual([
    '0 B',
    '512 B',
    '1.5 KiB',
    '128.7 GiB',
    '1024 TiB',
  ]);
});

test('a share never rounds up to all', () => {
  expect(format.formatShare(1)).toBe('100 %');
  expect(format.formatShare(0.99999999)).toBe('99.9999 %');
  expect(format.formatShare(0.57)).toBe('57 %');
  expect(format.formatShare(0)).toBe('0 %');
  expect(format.formatShare(null)).toBe('-');
});
