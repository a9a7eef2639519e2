import { expect, test } from 'vitest';
import { meanInterval, shareInterval } from '../../../src/scenarios/statistics/interval.js';
import { studentQuantile } from '../../../src/scenarios/statistics/student-t.js';

test.each([
  [1, 12.7062, 4], [2, 4.302653, 6], [3, 3.18245, 3], [4, 2.776445, 3], [5, 2.570582, 4], [9, 2.262157, 5],
  [19, 2.093024, 5], [29, 2.04523, 5], [99, 1.984217, 5], [999, 1.962341, 5],
])('with %i degrees of freedom Student’s quantile of 97.5 % is %f, as in tables', (degrees, table, digits) => {
  expect(studentQuantile(0.975, degrees)).toBeCloseTo(table, digits);
});

test('five values have Student’s interval around their mean', () => {
  // Deviation √2.5, standard error √0.5, times 2.776445.
  const { mean, deviation, interval } = meanInterval([1, 2, 3, 4, 5]);
  expect([mean, deviation]).toEqual([3, Math.sqrt(2.5)]);
  expect(interval?.low).toBeCloseTo(3 - 2.776445 * Math.sqrt(0.5), 3);
  expect(interval?.high).toBeCloseTo(3 + 2.776445 * Math.sqrt(0.5), 3);
});

test('one value tells nothing about an interval, and equal ones have a narrow one', () => {
  expect(meanInterval([7])).toEqual({ count: 1, mean: 7, deviation: 0, interval: null });
  expect(meanInterval([7, 7, 7]).interval).toEqual({ low: 7, high: 7 });
});

test('no hit in twenty runs leaves room for one in six', () => {
  const { mean, interval } = shareInterval(0, 20);
  expect(mean).toBe(0);
  expect(interval?.low).toBe(0);
  expect(interval?.high).toBeCloseTo(0.1611, 4);
});
