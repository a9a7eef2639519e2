import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countAxis, durationAxis, figureAxis, roundStep } from '../../../../src/cli/report/html/axis.js';

function wordsOf({ marks }: { readonly marks: readonly { readonly words: string }[] }): readonly string[] {
  return marks.map(({ words }) => words);
}

test('a step is the least of 1, 2, 5, 10, 20 … that is not below', () => {
  expect([0.3, 1, 1.1, 2, 3, 7, 10, 11, 450].map(roundStep)).toEqual([0.5, 1, 2, 2, 5, 10, 10, 20, 500]);
});

test('durations are marked in the unit of their step', () => {
  expect(wordsOf(durationAxis('time', 30_102_000, 7))).toEqual(['0', '5 s', '10 s', '15 s', '20 s', '25 s', '30 s']);
  expect(wordsOf(durationAxis('lag', 55_251, 5))).toEqual(['0', '20 ms', '40 ms']);
  expect(wordsOf(durationAxis('time', 600_000_000, 5))).toEqual(['0', '2 min', '4 min', '6 min', '8 min', '10 min']);
  expect(wordsOf(durationAxis('time', 172_800_000_000, 5))).toEqual(['0', '10 h', '20 h', '30 h', '40 h']);
});

test('counts are marked up to a round one that nothing exceeds', () => {
  expect(countAxis('writes', 512, 5)).toMatchObject({ from: 0, to: 600 });
  expect(wordsOf(countAxis('writes', 3220, 5))).toEqual(['0', '1,000', '2,000', '3,000', '4,000']);
  expect(wordsOf(countAxis('writes', 1, 5))).toEqual(['0', '1']);
});

test('however long, there are some marks and never many, all of them within the axis', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 45 }), (most) => {
      for (const axis of [durationAxis('', most, 5), countAxis('', most, 5), figureAxis('', { from: -most, to: most / 3 }, String)]) {
        expect(axis.marks.length).toBeGreaterThan(1);
        expect(axis.marks.length).toBeLessThan(12);
        expect(axis.marks.every(({ at }) => at >= axis.from - 1e-6 && at <= axis.to + 1e-6)).toBe(true);
        expect(new Set(wordsOf(axis)).size).toBe(axis.marks.length);
      }
    }),
  );
});
