/** Random scenarios without a leader: copies, quorums, hints and read repair of all kinds. */
import type { ConsistencyLevel, Leaderless, Scenario } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';
import { connect } from './scenario.js';
import { tameScenario } from './tame-scenario.js';

/**
 * One for every integer: 1 to 5 nodes in a mesh, faults that end, and links that lose nothing for good. Half
 * have fewer copies than nodes; half have hints.
 */
export function quorumScenario(n: number): Scenario {
  const dice = makeDice(70_000_000 + n);
  const each = tameScenario(n);
  const nodes = each.regions.length;
  const copies = dice.between(1, nodes);
  return {
    ...each,
    name: `quorums-${n}`,
    regions: each.regions.map((region) => ({
      ...region,
      followers: { count: 0, latency: { kind: 'constant', valueUs: 0 } },
    })),
    topology: connect('mesh', nodes, { latency: { kind: 'uniform', minUs: 1_000, maxUs: dice.pick([2_000, 40_000]) } }),
    replication: { ...quorumRules(dice, nodes, copies), write: level(dice, copies), read: level(dice, copies) },
    conflicts: { ...each.conflicts, resolve: dice.pick(['lww', 'siblings']) },
    workload: { ...each.workload, clients: each.workload.clients.map(withoutUpdates), script: [] },
    faults: each.faults.filter(({ kind }) => kind !== 'leave'),
  };
}

/** Reads and writes of majorities, right clocks, no faults: R + W > N. */
export function overlappingQuorums(n: number): Scenario {
  const each = quorumScenario(n);
  const { replication } = each;
  if (replication.strategy !== 'leaderless') return each;
  const majority: ConsistencyLevel = { kind: 'quorum' };
  return {
    ...each,
    name: `overlapping-${n}`,
    regions: each.regions.map((region) => ({ ...region, clock: { skewUs: 0, driftPpm: 0 } })),
    replication: { ...replication, write: majority, read: majority, hints: null },
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: 'lww' },
    faults: [],
  };
}

function quorumRules(dice: Dice, nodes: number, copies: number): Leaderless {
  const hints = { afterUs: 100_000, isSloppy: dice.chance(0.5), everyUs: 300_000, keepUs: null };
  return {
    strategy: 'leaderless',
    datacenters: Array.from({ length: nodes }, (_, node) => node % 2),
    copies: { kind: 'in-all', count: copies },
    coordinator: 'home',
    write: { kind: 'quorum' },
    read: { kind: 'quorum' },
    timeoutUs: 500_000,
    readRepair: dice.pick(['none', 'background', 'blocking']),
    hints: dice.chance(0.5) ? hints : null,
    metadataBytes: 64,
  };
}

function level(dice: Dice, copies: number): ConsistencyLevel {
  if (dice.chance(0.3)) return { kind: 'quorum' };
  return dice.chance(0.2) ? { kind: 'all' } : { kind: 'count', count: dice.between(1, copies) };
}

function withoutUpdates(group: Scenario['workload']['clients'][number]): Scenario['workload']['clients'][number] {
  return { ...group, mix: { write: 0.5, delete: 0.1, read: 0.4 } };
}
