/** What anti-entropy promises: it finds all that differs, sends little else, and comes to an end. */
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { World } from '../../src/sim/world/world.js';
import { makeDice } from '../support/dice.js';
import { listDifferences, mergeRecords, readRecords } from '../support/full-comparison.js';
import { repairingScenario } from '../support/repairing-scenario.js';
import { connect, ms, scenario, write } from '../support/scenario.js';

describe('a session between two leaders at rest', () => {
  test.each(Array.from({ length: 60 }, (_, n) => n))('does what a full comparison does, %i', (n) => {
    const world = runToRest(driftingScenario(n));
    const before = [readRecords(world, 0), readRecords(world, 1)] as const;
    const differing = listDifferences(...before);
    expect(differing.length).toBeGreaterThan(0);
    world.antiEntropy?.request(0, world.nowUs);
    finish(world);
    const after = readRecords(world, 0);
    expect(world.antiEntropy?.counts).toMatchObject({ sessions: 1, keysRepaired: differing.length });
    expect(listDifferences(before[0].map((a, key) => mergeRecords(world, a, before[1][key])), after)).toEqual([]);
    expect(listDifferences(readRecords(world, 1), after)).toEqual([]);
    // A follower of each: what was repaired reached it through its leader's log.
    for (const follower of [2, 3]) {
      const held = readRecords(world, follower).map(({ versions }) => versions);
      expect(held).toEqual(after.map(({ versions }) => versions));
    }
  });
});

describe('what a session sends', () => {
  const keys = 10_000;
  const leaf = 16;
  const leaves = keys / leaf;
  /** A kilobyte of payload and half of metadata. */
  const writeBytes = 1536;

  test.each([[0], [1], [10], [100], [1000]])('is in proportion to the %i keys that differ', (differing) => {
    const world = runToRest(scenarioWithDifferences(keys, leaf, differing));
    expect(listDifferences(readRecords(world, 0), readRecords(world, 1)).length).toBe(differing);
    world.antiEntropy?.request(0, world.nowUs);
    finish(world);
    const counts = world.antiEntropy?.counts;
    if (counts === undefined) throw new Error('there is anti-entropy');
    expect(counts.keysRepaired).toBe(differing);
    // The old record one way, the new one the other.
    expect(counts.records).toBe(2 * differing);
    // Below each node that differs, all sixteen children are asked about: 625 leaves, 40, 3 and the root.
    const asked = 1 + [3, 40, leaves].reduce((sum, width) => sum + Math.min(width, 16 * differing), 0);
    const digests = Math.min(keys, leaf * differing);
    const most =
      64 * counts.messages + 17 * (asked + digests) + 2 * differing * (16 + writeBytes);
    expect(counts.bytes).toBeLessThanOrEqual(most);
    expect(counts.bytes).toBeLessThan((keys * writeBytes) / (differing <= 100 ? 25 : 4));
    expect(listDifferences(readRecords(world, 0), readRecords(world, 1))).toEqual([]);
  });
});

describe('while writes go on', () => {
  test.each(Array.from({ length: 20 }, (_, n) => n))('all that datagrams lost is brought back, %i', (n) => {
    const each = busyScenario(n);
    const { report } = simulate(each);
    const { antiEntropy } = report.network;
    expect(report.backlog.byLink.reduce((sum, { dropped }) => sum + dropped, 0)).toBeGreaterThan(10);
    expect(antiEntropy?.keysRepaired).toBeGreaterThan(10);
    expect(report).toMatchObject({ settled: true, lostWrites: { total: 0 }, lag: { open: 0 } });
    expect(report.convergence.verdict).toBe('holds');
    expect(simulate(withoutRepair(each)).report.lostWrites.byCause.queue).toBeGreaterThan(0);
  });
});

describe('in three hundred random runs with anti-entropy', () => {
  const worlds = Array.from({ length: 300 }, (_, n) => runToRest(repairingScenario(5000 + n)));

  test('each comes to rest', () => {
    expect(worlds.filter(({ hasWork }) => hasWork).map(({ scenario: { name } }) => name)).toEqual([]);
  });

  test('at rest a further session moves nothing', () => {
    let sessions = 0;
    for (const world of worlds) {
      const leaders = world.scenario.regions.map((_, leader) => leader);
      const before = leaders.map((leader) => readRecords(world, leader));
      const { antiEntropy } = world;
      const counted = antiEntropy?.counts.sessions ?? 0;
      world.links.forEach((_, link) => antiEntropy?.request(link, world.nowUs));
      finish(world);
      sessions += (antiEntropy?.counts.sessions ?? 0) - counted;
      expect(leaders.map((leader) => readRecords(world, leader)), world.scenario.name).toEqual(before);
    }
    expect(sessions).toBeGreaterThan(300);
  });

  test('all that are in reach of each other agree, where the rule allows it', () => {
    const agreeing = Array.from({ length: 300 }, (_, n) => repairingScenario(5000 + n)).filter(mustAgree);
    expect(agreeing.length).toBeGreaterThan(70);
    for (const each of agreeing) {
      const { report } = simulate(each);
      expect([each.name, report.convergence.verdict]).toEqual([each.name, 'holds']);
      const { resolution, skew, ...others } = report.lostWrites.byCause;
      expect(Object.values(others).every((count) => count === 0), each.name).toBe(true);
      if (each.conflicts.resolve === 'siblings') expect(resolution + skew, each.name).toBe(0);
    }
  });
});

/** Rules under which any order of arrival ends alike, in a system that stays whole. */
function mustAgree({ conflicts, faults }: Scenario): boolean {
  const isWhole = faults.every(
    (fault) =>
      fault.kind !== 'leave' &&
      !('untilUs' in fault && fault.untilUs === null) &&
      !(fault.kind === 'crash' && fault.disk === 'lost'),
  );
  const isOrderFree = conflicts.resolve === 'lww' || conflicts.resolve === 'siblings';
  return isWhole && isOrderFree && conflicts.detect === 'version-vector';
}

/** Two leaders, each with a follower, over datagrams of which a third is lost as long as clients write. */
function driftingScenario(n: number): Scenario {
  const dice = makeDice(n);
  const followers = { count: 1, latency: { kind: 'constant', valueUs: ms } } as const;
  const mix = dice.pick([{ write: 1, read: 0, delete: 0 }, { write: 0.7, read: 0, delete: 0.3 }]);
  const node = { applyUs: dice.pick([0, 300]), workers: 2 };
  return scenario({
    seed: String(n),
    regions: ['a', 'b'].map((name) => ({ name, followers, node, clock: { skewUs: dice.between(-50, 50) * ms } })),
    topology: connect('mesh', 2, { transport: 'datagram', forward: dice.chance(0.5) }),
    replication: {
      loops: dice.pick(['origin-tag', 'seen-ids'] as const),
      batch: { max: dice.pick([1, 7, 500]) },
      antiEntropy: { kind: 'merkle', everyUs: null, keysPerLeaf: dice.pick([1, 4, 16]) },
    },
    conflicts: { resolve: n % 2 === 0 ? 'lww' : 'siblings' },
    workload: {
      keys: { count: dice.pick([40, 300]), choose: { kind: 'uniform' } },
      clients: [0, 1].map((region) => ({ region, ratePerS: 100, arrivals: 'poisson', mix })),
    },
    faults: [{ kind: 'loss', atUs: 0, untilUs: 1500 * ms, links: [[0, 1], [1, 0]], loss: 0.33 }],
  });
}

/** Two leaders with the same 10,000 keys, but for so many of them, evenly spread. */
function scenarioWithDifferences(keys: number, leaf: number, differing: number): Scenario {
  const fill = Array.from({ length: keys }, (_, key) => write(key * 10, 0, `k${key}`, 'old'));
  const step = Math.floor(keys / Math.max(1, differing));
  const update = Array.from({ length: differing }, (_, i) => write(500 * ms + i, 0, `k${i * step}`, 'new'));
  return scenario({
    topology: connect('mesh', 2, { transport: 'datagram' }),
    replication: {
      batch: { max: 500 },
      metadataBytes: 512,
      antiEntropy: { kind: 'merkle', everyUs: null, keysPerLeaf: leaf },
    },
    workload: { keys: { count: keys, choose: { kind: 'uniform' } }, payloadBytes: 1024, script: [...fill, ...update] },
    faults: [{ kind: 'loss', atUs: 400 * ms, untilUs: 900 * ms, links: [[0, 1]], loss: 1 }],
  });
}

/** Three leaders that all write for two seconds over datagrams of which a tenth is lost, and repair meanwhile. */
function busyScenario(n: number): Scenario {
  const mix = { write: 1, read: 0, delete: 0 };
  return scenario({
    seed: String(n),
    durationUs: 2000 * ms,
    regions: ['a', 'b', 'c'],
    topology: connect('mesh', 3, { transport: 'datagram', loss: 0.1, duplicate: n % 2 === 0 ? 0.1 : 0 }),
    replication: {
      batch: { max: 100 },
      antiEntropy: { kind: 'merkle', everyUs: 200 * ms, keysPerLeaf: 4 },
    },
    conflicts: { resolve: 'siblings' },
    workload: {
      keys: { count: 500, choose: { kind: 'zipf', exponent: 0.8 } },
      clients: [0, 1, 2].map((region) => ({ region, ratePerS: 100, arrivals: 'poisson', mix })),
    },
  });
}

function withoutRepair(each: Scenario): Scenario {
  const { antiEntropy: _, ...replication } = each.replication;
  return { ...each, replication };
}

function runToRest(each: Scenario): World {
  const world = new World(each);
  finish(world);
  return world;
}

function finish(world: World): void {
  while (world.step(Infinity));
}
