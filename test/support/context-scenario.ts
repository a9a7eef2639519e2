/** Random scenarios in which clients bring what they read, or nothing, as the context of what they write. */
import type {
  ClientGroup,
  ConflictRules,
  Scenario,
  ScriptedOp,
  WriteContext,
} from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';
import { withRandomLimit } from './random-limits.js';
import { randomScenario } from './random-scenario.js';

/** The scenario of this number: few keys, links that keep order, now and then queues that are too small. */
export function contextScenario(n: number): Scenario {
  const dice = makeDice(80_000_000 + n);
  const base = randomScenario(500_000 + n);
  const limited = dice.chance(0.3) ? withRandomLimit(base, n) : base;
  const { workload, topology, conflicts } = limited;
  return {
    ...limited,
    name: `contexts-${n}`,
    topology: {
      ...topology,
      links: topology.links.map((link) => ({ ...link, transport: 'fifo', duplicate: 0 })),
    },
    conflicts: {
      timestamps: conflicts.timestamps,
      detect: dice.pick(['version-vector', 'dotted-version-vector', 'dotted-version-vector']),
      resolve: 'siblings',
      ...reconcile(dice),
    },
    workload: {
      ...workload,
      keys: { count: Math.min(workload.keys.count, 3), choose: { kind: 'uniform' } },
      clients: workload.clients.map((group, i) => bringContext(dice, group, i === 0)),
      script: workload.script.map((op) => scriptContext(dice, op)),
    },
  };
}

/** As {@link randomScenario}, noticing conflicts by the origin of rows, or when siblings are read. */
export function detectorScenario(n: number): Scenario {
  const base = randomScenario(700_000 + n);
  const { conflicts, workload } = base;
  const detect = n % 3 === 0 ? 'row-origin' : 'read-time';
  const resolve = n % 3 === 1 ? 'siblings' : conflicts.resolve;
  const clients = workload.clients.map((group) => ({
    ...group,
    mix: { write: 0.5, read: 0.5, delete: 0 },
  }));
  return {
    ...base,
    name: `detectors-${n}`,
    conflicts: { ...conflicts, detect, resolve },
    workload: { ...workload, clients },
  };
}

/** In half of them somebody resolves siblings. */
function reconcile(dice: Dice): Pick<ConflictRules, 'atRead' | 'person'> {
  const merge = dice.pick(['union', 'max', 'latest', 'earliest'] as const);
  const person = { afterUs: 500_000, spreadUs: 400_000, chooses: dice.pick([merge, 'own'] as const) };
  return dice.pick([{}, {}, { atRead: { merge } }, { person }, { atRead: { merge }, person }]);
}

function bringContext(dice: Dice, group: ClientGroup, mustRead: boolean): ClientGroup {
  const mix = dice.pick([
    { write: 0.5, read: 0.5, delete: 0 },
    { write: 0.5, read: 0.3, delete: 0.2 },
  ]);
  return { ...group, mix, context: mustRead ? 'read' : pickContext(dice) };
}

function scriptContext(dice: Dice, op: ScriptedOp): ScriptedOp {
  return op.kind === 'read' ? op : { ...op, context: pickContext(dice) };
}

function pickContext(dice: Dice): WriteContext {
  return dice.pick(['read', 'read', 'none', 'held']);
}
