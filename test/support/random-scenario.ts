/** Small random scenarios, one for every integer: what the laws are tried on. */
import type {
  ClientGroup,
  ClockSpec,
  DetectorName,
  NodeCapacity,
  Region,
  ResolverName,
  Scenario,
  ScriptedOp,
  TimestampKind,
  Workload,
} from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';
import { randomFaults } from './random-faults.js';
import { randomDistribution, randomNetwork } from './random-topology.js';

/**
 * A valid scenario of 1 to 5 regions and some 20 to 300 writes on a few keys. The same integer
 * gives the same scenario for ever; neighbouring integers give unrelated ones, but walk through
 * every detector and resolver.
 */
export function randomScenario(n: number): Scenario {
  const dice = makeDice(n);
  const regions = dice.pick([1, 2, 2, 3, 3, 3, 4, 4, 5]);
  const durationUs = dice.pick([200_000, 1_000_000, 5_000_000]);
  const { topology, loops, hopLimit } = randomNetwork(dice, regions);
  return {
    name: `random-${n}`,
    title: `Random scenario number ${n}`,
    seed: String(dice.between(0, 1_000_000)),
    durationUs,
    settleUs: 120_000_000,
    regions: Array.from({ length: regions }, (_, i) => randomRegion(dice, i)),
    topology,
    replication: {
      strategy: 'multi-leader',
      batch: {
        everyUs: dice.pick([0, 0, 1_000, 20_000]),
        max: dice.pick([1, 3, 500]),
        prepareUs: dice.pick([0, 0, 2_000]),
      },
      loops,
      hopLimit,
      metadataBytes: 64,
      order: 'none',
      applyErrors: 'hold',
    },
    conflicts: {
      timestamps: pickTimestamps(n),
      detect: pickDetector(n),
      resolve: pickResolver(n),
    },
    workload: randomWorkload(dice, regions, durationUs),
    faults: randomFaults(dice, topology, { regions, durationUs, mayStay: dice.chance(0.2) }),
  };
}

/** Half of them physical, and every kind beside every detector and resolver. */
function pickTimestamps(n: number): TimestampKind {
  const kinds = ['physical', 'lamport', 'physical', 'hybrid', 'physical', 'truetime'] as const;
  return kinds[Math.floor(n / 12) % 6] ?? 'physical';
}

function pickResolver(n: number): ResolverName {
  const resolvers = ['lww', 'fww', 'arrival', 'siblings'] as const;
  return resolvers[n % 4] ?? 'lww';
}

function pickDetector(n: number): DetectorName {
  return Math.floor(n / 4) % 3 === 2 ? 'timestamp' : 'version-vector';
}

function randomRegion(dice: Dice, index: number): Region {
  return {
    name: `r${index}`,
    followers: {
      count: dice.pick([0, 0, 0, 1, 2]),
      latency: randomDistribution(dice, dice.pick([0, 500, 5_000])),
    },
    clock: randomClock(dice),
    node: dice.chance(0.4) ? randomCapacity(dice) : instantCapacity,
    clientLatencyUs: dice.pick([0, 500, 20_000]),
  };
}

function randomClock(dice: Dice): ClockSpec {
  return {
    skewUs: dice.chance(0.5) ? dice.between(-200_000, 200_000) : 0,
    driftPpm: dice.chance(0.2) ? dice.between(-20_000, 20_000) : 0,
    ...(dice.chance(0.15)
      ? { ntp: { everyUs: 250_000, boundUs: dice.pick([1_000, 50_000]) } }
      : {}),
  };
}

const instantCapacity: NodeCapacity = {
  writeUs: 0,
  logUs: 0,
  respondUs: 0,
  applyUs: 0,
  readUs: 0,
  workers: 1,
};

function randomCapacity(dice: Dice): NodeCapacity {
  return {
    writeUs: dice.pick([0, 200, 3_000]),
    logUs: dice.pick([0, 1_000, 10_000]),
    respondUs: dice.pick([0, 500]),
    applyUs: dice.pick([0, 200, 3_000]),
    readUs: dice.pick([0, 200]),
    workers: dice.between(1, 4),
  };
}

function randomWorkload(dice: Dice, regions: number, durationUs: number): Workload {
  const count = dice.pick([1, 2, 5, 20]);
  return {
    keys: {
      count,
      choose: dice.pick([
        { kind: 'uniform' },
        { kind: 'zipf', exponent: 1.1 },
        ...(count > 1 ? [{ kind: 'hot', keys: 1, share: 0.8 } as const] : []),
      ] as const),
    },
    payloadBytes: dice.pick([10, 100, 1_000]),
    clients: randomClients(dice, regions, durationUs),
    script: dice.chance(0.4) ? randomScript(dice, regions, durationUs) : [],
  };
}

/** Some regions write, the first one always; all together about 20 to 200 times. */
function randomClients(dice: Dice, regions: number, durationUs: number): readonly ClientGroup[] {
  const writing = Array.from({ length: regions }, (_, i) => i).filter(
    (i) => i === 0 || dice.chance(0.8),
  );
  const writesEach = dice.between(20, 200) / writing.length;
  return writing.map((region) => ({
    region,
    ratePerS: (writesEach * 1_000_000) / durationUs,
    arrivals: dice.chance(0.8) ? 'poisson' : 'constant',
    mix: dice.pick([
      { write: 1, read: 0, delete: 0 },
      { write: 0.75, read: 0.25, delete: 0 },
      { write: 0.5, read: 0.25, delete: 0.25 },
    ]),
  }));
}

/** Up to 30 operations on two keys of the script's own and, now and then, a generated one. */
function randomScript(dice: Dice, regions: number, durationUs: number): readonly ScriptedOp[] {
  const times = Array.from({ length: dice.between(1, 30) }, () => dice.between(0, durationUs));
  return times
    .sort((a, b) => a - b)
    .map((atUs) => {
      const kind = dice.pick(['write', 'write', 'write', 'read', 'delete'] as const);
      return {
        atUs,
        region: dice.between(0, regions - 1),
        client: dice.pick(['alice', 'bob', 'carol']),
        kind,
        key: dice.pick(['x', 'x', 'y', 'k0']),
        value: kind === 'write' ? dice.pick(['A', 'B', 'C', 'D']) : null,
      };
    });
}
