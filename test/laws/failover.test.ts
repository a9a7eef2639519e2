/** Laws of log shipping with failover: what may be lost, what is reported of it, and what fencing buys. */
import { describe, expect, test } from 'vitest';
import type { Fencing, LogShipping } from '../../src/sim/scenario.js';
import { scheduleFaults, type ClusterFault } from '../support/cluster-faults.js';
import { makeDice } from '../support/dice.js';
import { SingleLeaderNetwork } from '../support/single-leader-network.js';
import { shippingSpec } from '../support/single-leader-specs.js';

const faultsEndUs = 4_000_000;
const recoveryUs = 3_000_000;
const everything: readonly ClusterFault[] = ['partition', 'one-way', 'isolation', 'crash', 'pause'];

/** How clocks of members are set, if not to true time. */
type SetClocks = (network: SingleLeaderNetwork) => void;

function run(
  spec: LogShipping,
  seed: number,
  more: { readonly members?: number; readonly kinds?: readonly ClusterFault[]; readonly setClocks?: SetClocks } = {},
): SingleLeaderNetwork {
  const dice = makeDice(seed);
  const members = more.members ?? 3 + 2 * (seed % 2);
  const network = new SingleLeaderNetwork({ spec, members, seed, restartAfterShotUs: 700_000 });
  more.setClocks?.(network);
  const places = spec.failover.kind === 'observer' ? [members] : [];
  scheduleFaults(network, dice, {
    count: dice.between(1, 8),
    untilUs: faultsEndUs,
    kinds: more.kinds ?? everything,
    places,
  });
  network.cluster.start(0);
  for (let atUs = 1_000; atUs < faultsEndUs + recoveryUs; atUs += 10_000) {
    network.at(atUs, () => network.leaders().forEach(({ index }) => network.write(index)));
  }
  network.runTo(faultsEndUs + recoveryUs + 500_000);
  return network;
}

/** Pairs of writes of which the later one was taken by the leader of a lower term. */
function countOverlaps({ asked }: SingleLeaderNetwork): number {
  let highest = 0;
  let overlaps = 0;
  for (const { term } of asked) {
    if (term < highest) overlaps++;
    highest = Math.max(highest, term);
  }
  return overlaps;
}

/** Overlaps over many schedules. */
function sumOverlaps(seeds: number, spec: LogShipping, setClocks?: SetClocks): { overlaps: number; elections: number; taken: number } {
  const sum = { overlaps: 0, elections: 0, taken: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const network = run(spec, seed, setClocks === undefined ? {} : { setClocks });
    sum.overlaps += countOverlaps(network);
    sum.elections += network.notes.of('elect').length;
    sum.taken += network.asked.length;
  }
  return sum;
}

/** The one that all follow at the end. */
function leaderOf(network: SingleLeaderNetwork, seed: number): SingleLeaderNetwork['members'][number] {
  const [leader, ...rivals] = network.leaders();
  expect(leader, `nobody leads, seed ${seed}`).toBeDefined();
  expect(rivals, `seed ${seed}`).toEqual([]);
  for (const { index, log } of network.members) {
    expect(log.end, `member ${index}, seed ${seed}`).toBe(leader.log.end);
  }
  return leader;
}

const majority = { kind: 'majority', approvalUs: 0 } as const;
const observer = { kind: 'observer', approvalUs: 0 } as const;

describe('asynchronous replication', () => {
  test.each([majority, observer])('loses acknowledged writes by failover, and reports exactly those ($kind)', (failover) => {
    let lostWrites = 0;
    for (let seed = 0; seed < 100; seed++) {
      const network = run(shippingSpec({ failover }), seed);
      const { log } = leaderOf(network, seed);
      const kept = new Set(Array.from({ length: log.end }, (_, i) => log.opAt(i + 1)));
      const lost = network.asked.filter(({ op, ackedAtUs }) => ackedAtUs >= 0 && !kept.has(op));
      const rewound = network.notes.of('discard').filter(({ op, cause }) => cause === 'rewound' && !kept.has(op));
      // Disks are kept, so whoever took a lost write in has come back and thrown it away.
      const byItsLeader = rewound.filter(({ op, member }) => network.asked[op].leader === member);
      expect([...new Set(byItsLeader.map(({ op }) => op))].sort(), `seed ${seed}`).toEqual(lost.map(({ op }) => op).sort());
      lostWrites += lost.length;
    }
    expect(lostWrites).toBeGreaterThan(200);
  });

  test('that is flushed late loses more: what only memory held is reported too', () => {
    let unflushed = 0;
    for (let seed = 0; seed < 30; seed++) {
      const spec = shippingSpec({ flushUs: 50_000, level: 'received' });
      const network = run(spec, seed, { kinds: ['crash'] });
      leaderOf(network, seed);
      unflushed += network.notes.of('discard').filter(({ cause }) => cause === 'unflushed').length;
    }
    expect(unflushed).toBeGreaterThan(0);
  });
});

describe('synchronous replication to all', () => {
  test('loses nothing that was acknowledged, whoever is promoted', () => {
    let elections = 0;
    for (let seed = 0; seed < 60; seed++) {
      const spec = shippingSpec({ acknowledge: { kind: 'synchronous' }, failover: observer });
      const network = run(spec, seed);
      const { log } = leaderOf(network, seed);
      for (const { op, ackedAtUs, position } of network.asked) {
        if (ackedAtUs >= 0) expect(log.opAt(position), `seed ${seed}`).toBe(op);
      }
      elections += network.notes.of('elect').length;
    }
    expect(elections).toBeGreaterThan(90);
  });
});

describe('fencing', () => {
  const lease = { kind: 'lease', lengthUs: 250_000, marginUs: 0, measure: 'elapsed' } as const satisfies Fencing;

  test.each(['none', 'term'] as const)('by %s lets two leaders take writes at a time', (kind) => {
    expect(sumOverlaps(40, shippingSpec({ fencing: { kind } })).overlaps).toBeGreaterThan(100);
  });

  test.each([majority, observer])('by a lease lets one leader at a time take writes ($kind)', (failover) => {
    const sum = sumOverlaps(100, shippingSpec({ failover, fencing: lease }));
    expect(sum.overlaps).toBe(0);
    expect(sum.elections).toBeGreaterThan(130);
    expect(sum.taken).toBeGreaterThan(40_000);
  });

  test.each([majority, observer])('by switching off lets one leader at a time take writes ($kind)', (failover) => {
    const sum = sumOverlaps(100, shippingSpec({ failover, fencing: { kind: 'stonith', delayUs: 100_000 } }));
    expect(sum.overlaps).toBe(0);
    expect(sum.elections).toBeGreaterThan(130);
    expect(sum.taken).toBeGreaterThan(40_000);
  });

  test('by a lease of elapsed time breaks where a clock runs slow, unless the margin covers it', () => {
    // 60 % slow: 250 ms of its own clock are 625 ms, which 250 and 400 ms of the others' cover; without the
    // margin they only wait for the 300 ms of their timeout.
    const isSlow: SetClocks = (network) => network.setClock(0, 0, -600_000);
    expect(sumOverlaps(40, shippingSpec({ fencing: lease }), isSlow).overlaps).toBeGreaterThan(0);
    const wide = { ...lease, marginUs: 400_000 };
    expect(sumOverlaps(40, shippingSpec({ fencing: wide }), isSlow).overlaps).toBe(0);
  });

  test('by a lease of elapsed time does not mind clocks that are set wrong; one of timestamps does', () => {
    const isSkewed: SetClocks = (network) => {
      network.members.forEach(({ index }) => network.setClock(index, index === 0 ? 0 : 2_000_000));
    };
    expect(sumOverlaps(40, shippingSpec({ fencing: lease }), isSkewed).overlaps).toBe(0);
    // The others think that a lease has ended two seconds ago, and wait only for the heartbeat's timeout of
    // 300 ms: no overlap, since a lease is shorter. One of 800 ms is not.
    const stamped = { ...lease, lengthUs: 800_000, measure: 'timestamp' } as const;
    expect(sumOverlaps(40, shippingSpec({ fencing: stamped }), isSkewed).overlaps).toBeGreaterThan(0);
    expect(sumOverlaps(40, shippingSpec({ fencing: stamped })).overlaps).toBe(0);
  });
});
