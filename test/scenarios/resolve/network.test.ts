import { expect, test } from 'vitest';
import { oneWayUs, readPlace } from '../../../src/scenarios/places/place.js';
import type { Topology } from '../../../src/sim/scenario.js';
import { issuesIn, load } from '../document-of.js';

function topologyOf(line: string, regions = 'regions: { a: , b: , c: , d: }'): Topology {
  return load(`${regions}\n${line}`).scenario.topology;
}

function pairsOf(topology: Topology): string {
  return topology.links.map((link) => `${String(link.from)}${String(link.to)}`).sort().join(' ');
}

test('each topology has its links', () => {
  expect(pairsOf(topologyOf('topology: mesh'))).toBe('01 02 03 10 12 13 20 21 23 30 31 32');
  expect(pairsOf(topologyOf('topology: ring'))).toBe('01 12 23 30');
  expect(pairsOf(topologyOf('topology: two-way-ring'))).toBe('01 03 10 12 21 23 30 32');
  expect(pairsOf(topologyOf('topology: star'))).toBe('01 02 03 10 20 30');
  expect(pairsOf(topologyOf('topology: { star: { hub: c } }'))).toBe('02 12 20 21 23 32');
  expect(pairsOf(topologyOf('topology: { links: [a -> b, b <-> c, a -> b] }'))).toBe('01 12 21');
});

test('small rings have no link twice and none to themselves', () => {
  expect(pairsOf(topologyOf('topology: ring', 'regions: { a: }'))).toBe('');
  expect(pairsOf(topologyOf('topology: ring', 'regions: { a: , b: }'))).toBe('01 10');
  expect(pairsOf(topologyOf('topology: two-way-ring', 'regions: { a: , b: }'))).toBe('01 10');
});

test('everything but a mesh forwards, unless it is told otherwise', () => {
  expect(topologyOf('topology: mesh').forward).toBe(false);
  expect(topologyOf('topology: { mesh: { forward: true } }')).toMatchObject({
    kind: 'mesh', forward: true,
  });
  expect(topologyOf('topology: ring').forward).toBe(true);
  expect(topologyOf('topology: { star: { forward: false } }').forward).toBe(false);
  expect(topologyOf('topology: { links: [a -> b] }').forward).toBe(true);
  expect(topologyOf('topology: { links: [a -> b], forward: false }').forward).toBe(false);
});

test('without a word, links go by place where there are places, else take 50 ms', () => {
  const regions = 'regions: { a: { place: virginia }, b: { place: ireland }, c: }';
  const { links } = topologyOf('topology: { links: [a -> b, a -> c] }', regions);
  const [virginia, ireland] = [readPlace('virginia'), readPlace('ireland')];
  if (virginia === null || ireland === null) throw new Error('both are places');
  expect(links.map((link) => link.latency)).toEqual([
    { kind: 'constant', valueUs: oneWayUs(virginia, ireland) },
    { kind: 'constant', valueUs: 50_000 },
  ]);
});

test('entries for a link replace the default field by field', () => {
  const { links } = topologyOf(
    `topology: { links: [a -> b, b -> a, a -> c] }
links:
  default: { latency: 10ms, loss: 1%, bandwidth: 1Gbps }
  a <-> b: { latency: 20ms }
  b -> a: { transport: datagram, duplicate: 2%, retransmit: 1s }`,
  );
  const common = { loss: 0.01, bandwidthBps: 1e9 };
  expect(links).toEqual([
    {
      ...common, from: 0, to: 1, transport: 'fifo', duplicate: 0, retransmitUs: 200_000,
      latency: { kind: 'constant', valueUs: 20_000 },
    },
    {
      ...common, from: 1, to: 0, transport: 'datagram', duplicate: 0.02, retransmitUs: 1_000_000,
      latency: { kind: 'constant', valueUs: 20_000 },
    },
    {
      ...common, from: 0, to: 2, transport: 'fifo', duplicate: 0, retransmitUs: 200_000,
      latency: { kind: 'constant', valueUs: 10_000 },
    },
  ]);
});

test('jitter spreads a constant latency, and not a distribution that has its own spread', () => {
  const { links } = topologyOf(
    `topology: { links: [a -> b, b -> a] }
links:
  default: { latency: 100ms, jitter: 10% }
  b -> a: { latency: { exponential: { mean: 5ms } } }`,
  );
  expect(links.map((link) => link.latency)).toEqual([
    { kind: 'uniform', minUs: 90_000, maxUs: 110_000 },
    { kind: 'exponential', meanUs: 5_000 },
  ]);
});

test.each([
  ['5ms', { kind: 'constant', valueUs: 5_000 }],
  ['{ constant: 5ms }', { kind: 'constant', valueUs: 5_000 }],
  ['{ uniform: { min: 1ms, max: 2ms } }', { kind: 'uniform', minUs: 1_000, maxUs: 2_000 }],
  ['{ normal: { mean: 5ms, stddev: 1ms } }', { kind: 'normal', meanUs: 5_000, stdDevUs: 1_000 }],
  ['{ pareto: { scale: 5ms, shape: 2.5 } }', { kind: 'pareto', scaleUs: 5_000, shape: 2.5 }],
  ['{ empirical: [1ms, 3ms] }', { kind: 'empirical', valuesUs: [1_000, 3_000] }],
  [
    '{ mixture: [{ weight: 3, of: 1ms }, { weight: 1, of: { exponential: { mean: 9ms } } }] }',
    {
      kind: 'mixture',
      parts: [
        { weight: 3, of: { kind: 'constant', valueUs: 1_000 } },
        { weight: 1, of: { kind: 'exponential', meanUs: 9_000 } },
      ],
    },
  ],
])('a latency may be any distribution: %s', (text, latency) => {
  const { links } = topologyOf(`links: { default: { latency: ${text} } }`);
  expect(links[0]?.latency).toEqual(latency);
});

test('a lognormal latency is given by its median and 99th percentile', () => {
  const line = 'links: { default: { latency: { lognormal: { median: 100ms, p99: 200ms } } } }';
  const latency = topologyOf(line).links[0]?.latency;
  if (latency?.kind !== 'lognormal') throw new Error('it is lognormal');
  expect(latency.medianUs).toBe(100_000);
  expect(Math.exp(latency.sigma * 2.3263478740408408)).toBeCloseTo(2, 12);
});

const farApart = 'regions: { a: { place: virginia }, b: { place: tokyo } }';

test('a latency below what light in fibre needs is warned about, with numbers', () => {
  const { warnings } = load(`${farApart}\nlinks:\n  a -> b: { latency: 20ms }\n`
    + 'workload: { script: [{ at: 0s, in: a, write: { x: B } }] }');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatchObject({ line: 6, path: 'scenarios.s.links.a -> b.latency' });
  expect(warnings[0]?.message).toMatch(
    /^a -> b takes 20ms one way, but light in fibre needs 5\d(\.\d)?ms for the 1\d{4} km/,
  );
});

test('an entry for a link that the topology lacks is warned about', () => {
  const { warnings } = load(
    'regions: { a: , b: , c: }\ntopology: ring\nlinks: { c -> b: { loss: 1% } }\n'
    + 'workload: { script: [{ at: 0s, in: a, write: { x: B } }] }',
  );
  expect(warnings).toMatchObject([{ line: 6, path: 'scenarios.s.links.c -> b' }]);
});

test('by-place needs a place at both ends, and each region without one is told once', () => {
  const regions = 'regions: { a: { place: tokyo }, b: , c: }';
  const body = `${regions}\nlinks: { default: { latency: by-place } }`;
  expect(issuesIn(body).map((issue) => issue.path)).toEqual([
    'scenarios.s.regions.b', 'scenarios.s.regions.c',
  ]);
});
