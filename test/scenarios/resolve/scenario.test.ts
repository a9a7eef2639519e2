import { shippingRules } from '../../../src/sim/scenario.js';
import { expect, test } from 'vitest';
import { load } from '../document-of.js';

test('a region’s own node replaces the scenario’s field by field', () => {
  const { regions } = load(
    'node: { write: 200us, workers: 4 }\nregions: { a: { node: { write: 1ms } }, b: }',
  ).scenario;
  expect(regions.map(({ node }) => [node.writeUs, node.workers])).toEqual([[1000, 4], [200, 4]]);
});

test('clocks, followers and client latency are read region by region', () => {
  const { regions } = load(`
client-latency: 2ms
regions:
  a: { followers: 2, clock: { skew: -20ms, drift: 40ppm, ntp: { every: 64s, bound: 10ms } } }
  b: { followers: { count: 1, latency: 5ms }, client-latency: 3ms }
`).scenario;
  expect(regions).toMatchObject([
    {
      followers: { count: 2, latency: { kind: 'constant', valueUs: 500 } },
      clock: { skewUs: -20_000, driftPpm: 40, ntp: { everyUs: 64_000_000, boundUs: 10_000 } },
      clientLatencyUs: 2_000,
    },
    {
      followers: { count: 1, latency: { kind: 'constant', valueUs: 5_000 } },
      clock: { skewUs: 0, driftPpm: 0 },
      clientLatencyUs: 3_000,
    },
  ]);
});

test('a region’s own clock replaces the scenario’s field by field', () => {
  const { regions } = load(`
clock: { drift: 40ppm, monitor: { threshold: 10ms } }
regions:
  a: { clock: { skew: 1ms } }
  b: { clock: { drift: 0ppm, monitor: { threshold: 20ms, every: 5s, error: 0us } } }
`).scenario;
  expect(regions.map(({ clock }) => clock)).toEqual([
    {
      skewUs: 1000,
      driftPpm: 40,
      monitor: { everyUs: 1_000_000, thresholdUs: 10_000, errorUs: 1000 },
    },
    {
      skewUs: 0,
      driftPpm: 0,
      monitor: { everyUs: 5_000_000, thresholdUs: 20_000, errorUs: 0 },
    },
  ]);
});

test('the hop limit grows with the number of regions, from 16 on', () => {
  const limitOf = (regions: string, more = '') =>
    shippingRules(load(`regions: { ${regions} }\n${more}`).scenario.replication).hopLimit;
  expect(limitOf('a: ')).toBe(16);
  expect(limitOf('a: , b: , c: ')).toBe(24);
  expect(limitOf('a: , b: , c: ', 'replication: { hop-limit: 5 }')).toBe(5);
});

test('batches are read', () => {
  const { replication } = load(
    'regions: { a: }\nreplication: { batch: { every: 8ms, max: 5, prepare: 5ms }, metadata: 0B }',
  ).scenario;
  expect(shippingRules(replication).batch).toEqual({ everyUs: 8_000, max: 5, prepareUs: 5_000 });
  expect(replication.metadataBytes).toBe(0);
});

test('order and apply errors are read, and left to the links where nothing is said', () => {
  const said = (text: string) => load(`regions: { a: }\nreplication: ${text}`).scenario.replication;
  expect(said('{}')).toMatchObject({ order: null, applyErrors: 'hold' });
  expect(said('{ order: causal, apply-errors: stop }')).toMatchObject({
    order: 'causal', applyErrors: 'stop',
  });
});
