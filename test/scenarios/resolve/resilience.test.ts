import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

function groupOf(settings: string) {
  const clients = `{ in: a, rate: 10/s${settings === '' ? '' : `, ${settings}`} }`;
  return load(`${twoRegions}\nworkload: { clients: [${clients}] }`).scenario.workload.clients[0];
}

test('a group that says nothing tries once and waits for ever', () => {
  expect(groupOf('')).not.toHaveProperty('resilience');
});

test('every setting is read', () => {
  const retries = 'retries: { max: 3, backoff: { base: 50ms, times: 3, most: 2s, jitter: none }, idempotency-keys: true }';
  const breaker = 'breaker: { failures: 40%, window: 10, open-for: 2s }';
  expect(groupOf(`timeout: 200ms, ${retries}, ${breaker}, bulkhead: 32`).resilience).toEqual({
    timeoutUs: 200_000,
    retries: 3,
    backoff: { baseUs: 50_000, times: 3, mostUs: 2_000_000, jitter: 'none' },
    idempotencyKeys: true,
    breaker: { failures: 0.4, window: 10, openForUs: 2_000_000 },
    bulkhead: 32,
  });
});

test('what is left out is at its default', () => {
  expect(groupOf('bulkhead: 1').resilience).toEqual({
    timeoutUs: null,
    retries: 0,
    backoff: { baseUs: 0, times: 1, mostUs: 0, jitter: 'none' },
    idempotencyKeys: false,
    breaker: null,
    bulkhead: 1,
  });
  expect(groupOf('retries: { max: 2, backoff: { base: 50ms } }').resilience).toMatchObject({
    backoff: { baseUs: 50_000, times: 2, mostUs: 5_000_000, jitter: 'full' },
  });
  expect(groupOf('retries: { max: 2 }').resilience).toMatchObject({ backoff: { baseUs: 0 } });
  expect(groupOf('breaker: { failures: 50% }').resilience).toMatchObject({
    breaker: { window: 20, openForUs: 5_000_000 },
  });
});

test('a node’s limits are read, and there are none unless said', () => {
  const { regions } = load(
    'node: { rate-limit: 1k/s }\nregions: { a: { node: { queue: 200 } }, b: { node: { rate-limit: 5/s } } }',
  ).scenario;
  expect(regions.map(({ node }) => [node.queue, node.rateLimitPerS])).toEqual([[200, 1000], [undefined, 5]]);
  expect(load(twoRegions).scenario.regions[0].node).not.toHaveProperty('queue');
});

test('what cannot be is said where it stands', () => {
  const issuesOf = (settings: string) =>
    issuesIn(`${twoRegions}\nworkload: { clients: [{ in: a, rate: 1/s, ${settings} }] }`);
  expect(issuesOf('timeout: 0us')[0]).toMatchObject({ message: 'this must be above zero' });
  expect(issuesOf('retries: { max: 1000 }')[0]).toMatchObject({ message: 'this is too large' });
  expect(issuesOf('retries: { backoff: { base: 1ms } }')[0]).toMatchObject({ message: '"max" is missing' });
  expect(issuesOf('breaker: { window: 5 }')[0]).toMatchObject({ message: '"failures" is missing' });
  expect(issuesOf('breaker: { failures: 0% }')[0]).toMatchObject({ expected: 'above 0%' });
  expect(issuesOf('bulkhead: 0')[0]).toMatchObject({ message: 'this is too small' });
  expect(issuesOf('retrys: { max: 1 }')[0]).toMatchObject({ suggestion: 'did you mean "retries"?' });
});
