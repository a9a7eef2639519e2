import { expect, test } from 'vitest';
import type { Fault } from '../../../src/sim/scenario.js';
import { issuesIn, load } from '../document-of.js';

const four = 'regions: { a: , b: , c: , d: }\nlinks: { default: { latency: 100ms } }';

function faultsOf(topology: string, faults: string, regions = four): readonly Fault[] {
  return load(`${regions}\ntopology: ${topology}\nfaults:\n${faults}`).scenario.faults;
}

function cutsOf(topology: string, partition: string): readonly string[] {
  const [fault] = faultsOf(topology, `  - { at: 1s, until: 2s, partition: ${partition} }`);
  if (fault?.kind !== 'partition') throw new Error('it is a partition');
  return fault.cuts.map(([from, to]) => `${String(from)}${String(to)}`).sort();
}

test('groups are cut from each other both ways, and regions in no group from nobody', () => {
  expect(cutsOf('mesh', '[[a], [b, c]]')).toEqual(['01', '02', '10', '20']);
});

test('only links that exist are cut', () => {
  expect(cutsOf('ring', '[[a, b], [c, d]]')).toEqual(['12', '30']);
  expect(cutsOf('star', '[[a], [b]]')).toEqual(['01', '10']);
});

test('a one-way partition cuts one direction', () => {
  expect(cutsOf('mesh', '{ from: [a, b], to: [b, c] }')).toEqual(['01', '02', '12']);
});

test('a partition that cuts no link is warned about', () => {
  const body = `${four}\ntopology: ring\nfaults:\n  - { at: 1s, partition: [[a], [c]] }\n`
    + 'workload: { script: [{ at: 0s, in: a, write: { x: B } }] }';
  expect(load(body).warnings).toMatchObject([{ line: 8, path: 'scenarios.s.faults.0.partition' }]);
});

test('crashes, clock steps and slow leaders name their region by index', () => {
  const faults = '  - { at: 1s, crash: b }\n  - { at: 2s, clock-step: { in: c, by: -20ms } }\n'
    + '  - { at: 3s, until: 4s, slow: { in: d, times: 2.5 } }';
  expect(faultsOf('mesh', faults)).toEqual([
    { kind: 'crash', atUs: 1_000_000, untilUs: null, region: 1 },
    { kind: 'clock-step', atUs: 2_000_000, region: 2, byUs: -20_000 },
    { kind: 'slow', atUs: 3_000_000, untilUs: 4_000_000, region: 3, factor: 2.5 },
  ]);
});

test('faults of links name the links that exist, by name or between groups', () => {
  const faults = '  - { at: 1s, until: 2s, latency-spike: { links: [a -> b, b <-> c], add: 9ms } }\n'
    + '  - { at: 1s, loss: { between: [[a], [b, c]], to: 30% } }\n'
    + '  - { at: 1s, until: 3s, bandwidth: { between: { from: [d], to: [a] }, to: 1Mbps } }';
  expect(faultsOf('ring', faults)).toEqual([
    {
      ...{ kind: 'latency-spike', atUs: 1_000_000, untilUs: 2_000_000, addUs: 9000 },
      links: [[0, 1], [1, 2]],
    },
    { kind: 'loss', atUs: 1_000_000, untilUs: null, links: [[0, 1]], loss: 0.3 },
    {
      ...{ kind: 'bandwidth', atUs: 1_000_000, untilUs: 3_000_000, bandwidthBps: 1e6 },
      links: [[3, 0]],
    },
  ]);
});

test('a fault of links that do not exist is warned about', () => {
  const body = `${four}\ntopology: ring\nfaults:\n  - { at: 1s, loss: { links: [a -> c], to: 1% } }\n`
    + 'workload: { script: [{ at: 0s, in: a, write: { x: B } }] }';
  expect(load(body).warnings).toMatchObject([{ line: 8, path: 'scenarios.s.faults.0.loss' }]);
});

test('datagrams may all be lost for a while', () => {
  const links = 'regions: { a: , b: }\nlinks: { default: { transport: datagram, latency: 1ms } }';
  const faults = faultsOf('mesh', '  - { at: 1s, loss: { links: [a -> b], to: 100% } }', links);
  expect(faults).toMatchObject([{ loss: 1 }]);
});

function bridgesOf(faults: readonly Fault[]): readonly (readonly string[])[] {
  return faults.flatMap((fault) =>
    fault.kind !== 'leave'
      ? []
      : [fault.bridges.map(({ from, to, latency }) => {
        const us = latency.kind === 'constant' ? latency.valueUs : NaN;
        return `${String(from)}->${String(to)} ${String(us / 1000)}ms`;
      })],
  );
}

test('a region that leaves a ring is bridged, over as long a way as through it', () => {
  expect(bridgesOf(faultsOf('ring', '  - { at: 1s, leave: b }'))).toEqual([['0->2 200ms']]);
  expect(bridgesOf(faultsOf('ring', '  - { at: 1s, leave: a }'))).toEqual([['3->1 200ms']]);
  expect(bridgesOf(faultsOf('two-way-ring', '  - { at: 1s, leave: b }'))).toEqual([
    ['0->2 200ms', '2->0 200ms'],
  ]);
});

test('regions that leave one after the other are bridged in order of time', () => {
  const faults = '  - { at: 2s, leave: c }\n  - { at: 1s, leave: b }';
  expect(bridgesOf(faultsOf('ring', faults))).toEqual([['0->3 300ms'], ['0->2 200ms']]);
});

test('a gap that a link closes already needs no bridge', () => {
  const three = 'regions: { a: , b: , c: }';
  expect(bridgesOf(faultsOf('two-way-ring', '  - { at: 1s, leave: b }', three))).toEqual([[]]);
  expect(bridgesOf(faultsOf('ring', '  - { at: 1s, leave: b }', 'regions: { a: , b: }'))).toEqual([
    [],
  ]);
});

test('other topologies get no bridges', () => {
  expect(bridgesOf(faultsOf('mesh', '  - { at: 1s, leave: b }'))).toEqual([[]]);
  expect(bridgesOf(faultsOf('star', '  - { at: 1s, leave: b }'))).toEqual([[]]);
});

test('a bridge goes by place where the links do', () => {
  const placed = 'regions: { a: { place: virginia }, b: { place: ireland }, c: { place: mumbai } }';
  const { topology, faults } = load(
    `${placed}\ntopology: ring\nfaults: [{ at: 1s, leave: b }]`,
  ).scenario;
  const direct = load(`${placed}\ntopology: mesh`).scenario.topology.links;
  const [fault] = faults;
  expect(topology.links).toHaveLength(3);
  expect(fault?.kind === 'leave' && fault.bridges).toEqual([
    direct.find((link) => link.from === 0 && link.to === 2),
  ]);
});

test('a partition also cuts a bridge', () => {
  const faults = '  - { at: 1s, leave: b }\n  - { at: 2s, partition: [[a], [c]] }';
  expect(faultsOf('ring', faults)[1]).toMatchObject({ cuts: [[0, 2]] });
});

test('lost disks, outages, pauses and offline regions name their region by index', () => {
  const faults = `
  - { at: 1s, until: 2s, crash: b, disk: lost }
  - { at: 1s, crash: b, disk: kept }
  - { at: 1s, outage: c }
  - { at: 1s, until: 3s, pause: d }
  - { at: 1s, until: 2s, offline: a }
`;
  expect(faultsOf('mesh', faults)).toEqual([
    { kind: 'crash', atUs: 1e6, untilUs: 2e6, region: 1, disk: 'lost' },
    { kind: 'crash', atUs: 1e6, untilUs: null, region: 1 },
    { kind: 'outage', atUs: 1e6, untilUs: null, region: 2 },
    { kind: 'pause', atUs: 1e6, untilUs: 3e6, region: 3 },
    { kind: 'offline', atUs: 1e6, untilUs: 2e6, region: 0 },
  ]);
});

test('a pause must end, and only a crash can lose a disk', () => {
  const faults = `faults:
  - { at: 1s, pause: a }
  - { at: 1s, until: 2s, outage: a, disk: lost }
  - { at: 1s, crash: a, disk: gone }
  - { at: 1s, offline: e }`;
  expect(issuesIn(`${four}\n${faults}`)).toMatchObject([
    { path: 'scenarios.s.faults.0', expected: 'until beside pause' },
    { path: 'scenarios.s.faults.1.disk', expected: 'disk only beside crash or storage' },
    { path: 'scenarios.s.faults.2.disk', found: 'gone', expected: 'one of kept or lost' },
    { path: 'scenarios.s.faults.3.offline', message: 'there is no region "e"' },
  ]);
});

test('no more lost disks than an op can tell authors apart', () => {
  const losses = (count: number): string =>
    `${four}\nfaults:\n${'  - { at: 1s, crash: a, disk: lost }\n'.repeat(count)}`;
  expect(load(losses(252)).scenario.faults.length).toBe(252);
  expect(issuesIn(losses(253))).toMatchObject([
    {
      path: 'scenarios.s.faults.252.disk',
      message: '4 regions and 253 lost disks are too many',
      expected: 'at most 256 of both together',
    },
  ]);
});
