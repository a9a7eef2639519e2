import { expect, test } from 'vitest';
import { ClientMetrics } from '../../../src/sim/record/client-metrics.js';

test('the sum of regions counts every request once, and keeps their latencies', () => {
  const [a, b] = [new ClientMetrics(), new ClientMetrics()];
  a.acknowledged = 1;
  a.writeLatency.record(10);
  a.readsFailed = 2;
  b.acknowledged = 1;
  b.writeLatency.record(30);
  b.indeterminate = 3;
  b.rejected = 4;
  b.unavailable = 5;
  b.readsAnswered = 1;
  b.readLatency.record(7);
  const sum = ClientMetrics.sum([a, b]);
  expect([sum.writes, sum.reads]).toEqual([14, 3]);
  expect([sum.acknowledged, sum.indeterminate, sum.rejected, sum.unavailable]).toEqual([2, 3, 4, 5]);
  expect([sum.writeLatency.count, sum.writeLatency.max, sum.readLatency.max]).toEqual([2, 30, 7]);
  expect(ClientMetrics.sum([]).writes).toBe(0);
});
