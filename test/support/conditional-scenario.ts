/** Random scenarios in which copies agree on conditional writes, amid faults that leave disks alone. */
import { drawFaults } from '../../src/sim/fault/random-nemesis.js';
import type { Leaderless, Scenario, ScriptedOp, WriteCondition } from '../../src/sim/scenario.js';
import { makeDice, type Dice } from './dice.js';
import { connect, ms, scenario } from './scenario.js';

/** What the clients of a random run want. */
export type Want =
  /** Everybody books `x` if it is free; some look at it. */
  | 'booking'
  /** Everybody changes `x` from one of the values that it may have to a new one; some look at it. */
  | 'chain';

const durationUs = 4000 * ms;

/**
 * One for every integer: 3 to 5 nodes in a mesh, clocks up to 100 ms wrong, up to four of partitions, crashes,
 * pauses, outages, losses and clock steps, and 12 clients, each with one wish.
 */
export function conditionalScenario(n: number, want: Want): Scenario {
  const dice = makeDice(90_000_000 + n);
  const nodes = dice.between(3, 5);
  const topology = connect('mesh', nodes, {
    latency: { kind: 'uniform', minUs: 1 * ms, maxUs: dice.pick([2, 20, 60]) * ms },
  });
  const spec = {
    faults: dice.between(0, 4),
    fromUs: 0,
    untilUs: durationUs,
    kinds: ['partition', 'crash', 'pause', 'outage', 'loss', 'clock-step'] as const,
    swarm: true,
    longestUs: 1500 * ms,
  };
  const faults = drawFaults(spec, { regions: { length: nodes }, topology }, { nextUnit: dice.unit });
  const plain = scenario({
    seed: `conditional ${n}`,
    durationUs,
    regions: Array.from({ length: nodes }, (_, node) => ({
      name: `n${node}`,
      clock: { skewUs: dice.between(-100, 100) * ms },
    })),
    topology,
    conflicts: { timestamps: dice.pick(['physical', 'hybrid', 'lamport']) },
    workload: { script: drawScript(dice, nodes, want) },
    faults,
  });
  return {
    ...plain,
    name: `${want}-${n}`,
    replication: agreeing({
      nodes,
      write: dice.pick([{ kind: 'quorum' }, { kind: 'quorum' }, { kind: 'count', count: 1 }]),
      timeoutUs: dice.pick([300, 1000, 2000]) * ms,
      hints: dice.chance(0.5) ? { afterUs: 100 * ms, isSloppy: false, everyUs: 300 * ms, keepUs: null } : null,
    }),
  };
}

/** All nodes keep every key, and agree on conditional writes and on reads. */
export function agreeing({ nodes, ...more }: { readonly nodes: number } & Partial<Leaderless>): Leaderless {
  return {
    strategy: 'leaderless',
    datacenters: Array.from({ length: nodes }, () => 0),
    copies: { kind: 'in-all', count: nodes },
    coordinator: 'home',
    write: { kind: 'quorum' },
    read: { kind: 'quorum' },
    timeoutUs: 1000 * ms,
    readRepair: 'none',
    hints: null,
    transactions: { scope: 'serial', areReadsSerial: true },
    metadataBytes: 0,
    ...more,
  };
}

function drawScript(dice: Dice, nodes: number, want: Want): readonly ScriptedOp[] {
  // In bursts, so that some meet and some come after each other.
  const bursts = Array.from({ length: 4 }, () => dice.between(0, durationUs));
  const script = Array.from({ length: 12 }, (_, i): ScriptedOp => {
    const atUs = dice.pick(bursts) + dice.between(0, dice.pick([5, 50, 400])) * ms;
    const common = { atUs, region: dice.between(0, nodes - 1), client: `c${i}`, key: 'x' };
    if (dice.chance(0.3)) return { ...common, kind: 'read', value: null };
    const condition: WriteCondition =
      want === 'booking' || dice.chance(0.25)
        ? { kind: 'absent' }
        : { kind: 'value', value: `v${dice.between(0, 11)}` };
    return { ...common, kind: 'write', value: `v${i}`, condition };
  });
  return script.sort((a, b) => a.atUs - b.atUs);
}
