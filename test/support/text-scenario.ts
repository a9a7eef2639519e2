/** Random scenarios in which a few people edit two texts. */
import { shippingRules } from '../../src/sim/scenario.js';
import type { Fault, Scenario, ScriptedOp } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';
import { randomFaults } from './random-faults.js';
import { randomScenario } from './random-scenario.js';
import { repairingScenario } from './repairing-scenario.js';
import { connect } from './scenario.js';
import { randomDistribution } from './random-topology.js';

/** What texts can be under. */
export type TextType = 'text-sequence' | 'text-ot' | 'text-naive';

/** The symbol that stands for a number; no two of a scenario's inserts have one in common. */
export function symbolOf(n: number): string {
  return String.fromCodePoint(0x1f300 + n);
}

/**
 * As {@link randomScenario}, on any network; under `text-ot` on a star of links that keep order, with
 * faults that it can stand.
 */
export function textScenario(n: number, type: TextType): Scenario {
  const dice = makeDice(70_000_000 + n);
  const base = type !== 'text-ot' && dice.chance(0.3) ? repairingScenario(n) : randomScenario(n);
  const { workload, durationUs, regions } = base;
  return {
    ...base,
    ...(type === 'text-ot' ? starFor(dice, base) : {}),
    name: `${type}-${n}`,
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: type },
    workload: {
      ...workload,
      keys: { count: 1, choose: { kind: 'uniform' } },
      clients: [],
      script: randomScript(dice, regions.length, durationUs),
    },
  };
}

function starFor(dice: Dice, base: Scenario): Pick<Scenario, 'topology' | 'faults' | 'replication'> {
  const { durationUs, replication, regions } = base;
  const latency = randomDistribution(dice, dice.pick([1_000, 20_000, 100_000]));
  const topology = connect('star', regions.length, { latency, loss: dice.pick([0, 0, 0.2]) });
  const faults = randomFaults(dice, topology, { regions: regions.length, durationUs, mayStay: false });
  return {
    topology,
    faults: faults.filter((fault) => !breaksOrder(fault)).map(keepDisk),
    replication: { ...shippingRules(replication), hopLimit: 16 },
  };
}

/** The hub may not leave, nor may anybody step in for it. */
function breaksOrder(fault: Fault): boolean {
  return fault.kind === 'leave' && (fault.region === 0 || fault.bridges.length > 0);
}

function keepDisk(fault: Fault): Fault {
  return fault.kind === 'crash' ? { ...fault, disk: 'kept' } : fault;
}

function randomScript(dice: Dice, regions: number, durationUs: number): readonly ScriptedOp[] {
  const times = Array.from({ length: dice.between(5, 40) }, () => dice.between(0, durationUs));
  let symbols = 0;
  return times
    .sort((x, y) => x - y)
    .map((atUs): ScriptedOp => {
      const region = dice.between(0, regions - 1);
      const common = { atUs, region, client: `c${region}`, key: dice.pick(['k0', 'doc']), value: null };
      const at = dice.between(0, 12);
      if (dice.chance(0.3)) {
        return { ...common, kind: 'erase', change: { kind: 'erase', at, length: dice.between(1, 4) } };
      }
      const text = Array.from({ length: dice.between(1, 4) }, () => symbolOf(symbols++)).join('');
      return { ...common, kind: 'insert', change: { kind: 'insert', at, text } };
    });
}
