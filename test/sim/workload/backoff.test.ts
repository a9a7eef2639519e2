import { expect, test } from 'vitest';
import { waitBeforeRetry } from '../../../src/sim/workload/backoff.js';

const backoff = { baseUs: 50, times: 2, mostUs: 300, jitter: 'none' } as const;

test('each wait is so many times the one before, up to the longest', () => {
  const waits = [1, 2, 3, 4, 5, 100].map((retry) => waitBeforeRetry(backoff, retry, 0.5));
  expect(waits).toEqual([50, 100, 200, 300, 300, 300]);
});

test('full jitter takes the drawn share of it', () => {
  const wait = (retry: number, unit: number) =>
    waitBeforeRetry({ ...backoff, jitter: 'full' }, retry, unit);
  expect([wait(1, 0.1), wait(3, 0.5), wait(9, 0.999)]).toEqual([5, 100, 300]);
});

test('without a base there is no wait', () => {
  expect(waitBeforeRetry({ ...backoff, baseUs: 0 }, 7, 0.5)).toBe(0);
});

test('waits may shrink', () => {
  const waits = [1, 2, 3].map((retry) => waitBeforeRetry({ ...backoff, times: 0.5 }, retry, 0.5));
  expect(waits).toEqual([50, 25, 13]);
});
