/** Random scenarios whose clients also create rows, under every kind of id. */
import type { RowIdScheme, Scenario, ScriptedOp } from '../../src/sim/scenario.js';
import type { Dice } from './dice.js';
import { makeDice } from './dice.js';
import { randomScenario } from './random-scenario.js';

/**
 * As {@link randomScenario}, with some creates in place of writes, and a script that creates rows and
 * changes those that collide most.
 */
export function creatingScenario(n: number): Scenario {
  const each = randomScenario(n);
  const dice = makeDice(9_000_000 + n);
  const { workload, durationUs, regions } = each;
  const script = [...workload.script, ...createRows(dice, regions.length, durationUs)];
  return {
    ...each,
    name: `creating-${n}`,
    workload: {
      ...workload,
      ids: pickScheme(dice, n, regions.length),
      clients: workload.clients.map((group) => ({ ...group, mix: { write: 0.3, read: 0.1, delete: 0.1, create: 0.5 } })),
      script: script.sort((x, y) => x.atUs - y.atUs),
    },
  };
}

function pickScheme(dice: Dice, n: number, regions: number): RowIdScheme {
  const kinds = ['auto-increment', 'offset', 'snowflake', 'uuidv4', 'uuidv7'] as const;
  const kind = kinds[n % kinds.length];
  return kind === 'offset' ? { kind, increment: dice.pick([regions, regions, 1, 2]) } : { kind };
}

function createRows(dice: Dice, regions: number, durationUs: number): readonly ScriptedOp[] {
  return Array.from({ length: dice.between(0, 20) }, (): ScriptedOp => {
    const kind = dice.pick(['create', 'create', 'write', 'update', 'delete'] as const);
    return {
      atUs: dice.between(0, durationUs),
      region: dice.between(0, regions - 1),
      client: 'dave',
      kind,
      key: kind === 'create' ? 'orders' : dice.pick(['orders/1', 'orders/2', 'rows/1']),
      value: kind === 'delete' ? null : dice.pick(['tea', 'shoes']),
    };
  });
}
