import { describe, expect, test } from 'vitest';
import { formatDifference, formatDistance, markOf } from '../../../../src/cli/report/comparison/differences.js';
import { findFigure } from '../../../../src/scenarios/index.js';
import type { ComparedFigure, PairedDifference } from '../../../../src/scenarios/index.js';

function figureOf(name: string): ComparedFigure {
  const figure = findFigure(name);
  if (figure === null) throw new Error(`no figure ${name}`);
  return figure;
}

/** Ten pairs whose differences have this mean and this half of an interval. */
function pair(mean: number, half: number | null, rest: Partial<PairedDifference> = {}): PairedDifference {
  const interval = half === null ? null : { low: mean - half, high: mean + half };
  return {
    pairs: 10, leftOut: 0, more: mean > 0 ? 10 : 0, less: mean < 0 ? 10 : 0,
    difference: { count: 10, mean, deviation: 1, interval },
    ratio: null, chance: 0.001, chanceAmongAll: 0.01, finding: 'shown', ...rest,
  };
}

describe('a difference has its sign, the digits that its error leaves, and one unit', () => {
  test.each([
    ['lost-writes', -212.4, 14.2, '-212 ± 14'],
    ['lost-writes', 16_412.2, 1204, '+16,412 ± 1,204'],
    ['lost-writes', 0.05, 0.104, '+0.05 ± 0.10'],
    ['lost-writes', 0.4, 5.1, '0 ± 5'],
    ['network.bytes', 1.82 * 1024 ** 2, 0.21 * 1024 ** 2, '+1.8 ± 0.2 MiB'],
    ['network.bytes', -9 * 1024, 55 * 1024, '-9 ± 55 KiB'],
    ['write-latency.p50', 80.13, 0.26, '+80.1 ± 0.3 ms'],
    ['write-latency.p50', -0.0213, 0.004, '-21 ± 4 us'],
    ['write-latency.p50', 0.2, 31, '0 ± 31 ms'],
    ['lag.p99', 7260, 210, '+7.3 ± 0.2 s'],
    ['lag.p99', 90_000, 2000, '+90 ± 2 s'],
    ['lag.p99', 3_600_000, 300_000, '+60 ± 5 min'],
    ['availability', -0.1698, 0.0041, '-17.0 ± 0.4 pp'],
  ])('%s: %f with an error of %f is %s', (name, mean, half, text) => {
    expect(formatDifference(figureOf(name), pair(mean, half))).toBe(text);
    expect(formatDistance(figureOf(name), pair(mean, half))).toBe(text.replace(/^[+-]/, ''));
  });
});

test('differences that are all equal have no error, and no digits that none of them has', () => {
  expect(formatDifference(figureOf('lost-writes'), pair(5, 0))).toBe('+5 ± 0');
  expect(formatDifference(figureOf('write-latency.p50'), pair(81.25, 1e-14))).toBe('+81.3 ± 0 ms');
});

test('one pair has no error at all, and none has no difference', () => {
  expect(formatDifference(figureOf('lost-writes'), pair(5, null, { pairs: 1 }))).toBe('+5');
  expect(formatDifference(figureOf('lost-writes'), pair(0, null, { pairs: 0, difference: null }))).toBe('-');
  expect(formatDifference(figureOf('lost-writes'), pair(0, 0))).toBe('0');
});

test('of truths the seeds are counted that each has for itself', () => {
  expect(formatDifference(figureOf('converged'), pair(0.5, null, { more: 7, less: 2 }))).toBe('+7 -2');
});

test('marks say which way is better, how sure that is, and when nothing was seen', () => {
  const [lost, available, conflicts] = ['lost-writes', 'availability', 'conflicts'].map(figureOf);
  if (lost === undefined || available === undefined || conflicts === undefined) throw new Error('figures are missing');
  expect([markOf(lost, pair(-3, 1)), markOf(lost, pair(3, 1))]).toEqual(['better', 'worse']);
  expect([markOf(available, pair(-3, 1)), markOf(available, pair(3, 1))]).toEqual(['worse', 'better']);
  expect([markOf(conflicts, pair(-3, 1)), markOf(conflicts, pair(3, 1))]).toEqual(['less', 'more']);
  expect(markOf(lost, pair(-3, 2, { finding: 'perhaps' }))).toBe('better?');
  expect(markOf(lost, pair(-3, 9, { finding: 'unseen' }))).toBe('~');
  expect(markOf(lost, pair(0, 0, { finding: 'same' }))).toBe('=');
  expect(markOf(lost, pair(3, null, { pairs: 1, finding: 'unseen' }))).toBe('');
});
