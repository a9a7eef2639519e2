/** Random scenarios in which clients bring what they read, or nothing, as the context of what they write. */
import type { ClientGroup, Scenario, ScriptedOp, WriteContext } from '../../src/sim/scenario.js';
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
    },
    workload: {
      ...workload,
      keys: { count: Math.min(workload.keys.count, 3), choose: { kind: 'uniform' } },
      clients: workload.clients.map((group, i) => bringContext(dice, group, i === 0)),
      script: workload.script.map((op) => scriptContext(dice, op)),
    },
  };
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
