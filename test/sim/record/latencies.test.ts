import { expect, test } from 'vitest';
import { Latencies } from '../../../src/sim/record/latencies.js';

function latenciesOf(...values: readonly number[]): Latencies {
  const latencies = new Latencies();
  for (const value of values) latencies.record(value);
  return latencies;
}

test('the mean is exact, and none where nothing was recorded', () => {
  expect(latenciesOf(1000, 2001, 3002).mean).toBe(2001);
  expect(new Latencies().mean).toBe(null);
});

test('merged latencies have the mean and the percentiles of all', () => {
  const all = latenciesOf(100);
  all.merge(latenciesOf(200, 300));
  expect([all.mean, all.count, all.max, all.percentile(0.5)]).toEqual([200, 3, 300, 200]);
});
