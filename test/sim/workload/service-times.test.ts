import { expect, test } from 'vitest';
import type { NodeCapacity } from '../../../src/sim/scenario.js';
import { ServiceTimes } from '../../../src/sim/workload/service-times.js';
import type { Request } from '../../../src/sim/workload/clients.js';

const node: NodeCapacity = { writeUs: 200, logUs: 0, respondUs: 0, applyUs: 0, readUs: 100, workers: 1 };
const drawn: NodeCapacity = { ...node, drawn: { write: { kind: 'exponential', meanUs: 1000 } } };

function request(identity: number, attempts?: number): Request {
  const plain = {
    identity, kind: 'write', region: 0, home: 0, detourUs: 0, key: 0, client: 'c', sentAtUs: 0, script: -1,
    attempt: null,
  } as const;
  if (attempts === undefined) return plain;
  const of = {
    request: plain, group: 0, attempts, isInDoubt: false, hasFoundNobody: false, carriedOutBy: null, open: null,
  };
  return { ...plain, attempt: { of, isProbe: false, reply: 'done', op: -1, repliedBy: 0, stale: null } };
}

function timesOf(capacity: NodeCapacity, seed = 1): ServiceTimes {
  const times = ServiceTimes.of(capacity, seed);
  if (times === null) throw new Error('nothing is drawn');
  return times;
}

test('where all requests take the same, nothing is drawn', () => {
  expect(ServiceTimes.of(node, 1)).toBe(null);
});

test('the same request takes the same wherever it is asked; others, other seeds and retries differ', () => {
  const times = timesOf(drawn);
  const first = times.workUs(request(7), false);
  expect(timesOf(drawn).workUs(request(7), false)).toBe(first);
  const others = [
    times.workUs(request(8), false),
    timesOf(drawn, 2).workUs(request(7), false),
    times.workUs(request(7, 2), false),
  ];
  expect(others).not.toContain(first);
});

test('of two kinds, one may be drawn and the other constant', () => {
  const times = timesOf(drawn);
  const reads = [1, 2, 3].map((identity) => times.workUs(request(identity), true));
  expect(reads).toEqual([100, 100, 100]);
});

test('drawn times have the mean of their distribution', () => {
  const times = timesOf(drawn);
  const count = 100_000;
  let sum = 0;
  for (let identity = 0; identity < count; identity++) sum += times.workUs(request(identity), false);
  // The standard error of the mean is 1000 / √100,000 = 3.2 µs.
  expect(Math.abs(sum / count - 1000)).toBeLessThan(12);
});
