/** Random scenarios in which everything meets: limits, repairs, orders, updates, impatient clients, faults. */
import type { ClientGroup, Fault, Scenario } from '../../src/sim/scenario.js';
import { shippingRules } from '../../src/sim/scenario.js';
import type { Dice } from './dice.js';
import { makeDice } from './dice.js';
import { withRandomLimit } from './random-limits.js';
import { randomResilientScenario } from './random-resilience.js';

/** The scenario of this number; each part is there in about half of them. */
export function everythingScenario(n: number): Scenario {
  const dice = makeDice(900_000 + n);
  const patient = randomResilientScenario(300_000 + n);
  const limited = dice.chance(0.5) ? withRandomLimit(patient, n) : patient;
  const { workload, durationUs } = limited;
  const replication = shippingRules(limited.replication);
  const antiEntropy = {
    kind: 'merkle',
    everyUs: dice.chance(0.7) ? Math.ceil(durationUs * dice.pick([0.1, 0.5, 2])) : null,
    keysPerLeaf: dice.pick([1, 4, 16]),
  } as const;
  const max = Math.max(16, replication.batch.max);
  return {
    ...limited,
    name: `everything-${n}`,
    settleUs: 20_000_000,
    faults: limited.faults.map((fault) => loseDisk(dice, fault)),
    workload: { ...workload, clients: workload.clients.map((group) => mayUpdate(dice, group)) },
    replication: {
      ...replication,
      order: dice.pick([null, null, 'none', 'fifo', 'causal']),
      applyErrors: dice.pick(['hold', 'skip', 'stop']),
      ...(dice.chance(0.6) ? { antiEntropy, batch: { ...replication.batch, max } } : {}),
    },
  };
}

function loseDisk(dice: Dice, fault: Fault): Fault {
  return fault.kind === 'crash' && dice.chance(0.3) ? { ...fault, disk: 'lost' } : fault;
}

function mayUpdate(dice: Dice, group: ClientGroup): ClientGroup {
  const { write } = group.mix;
  return dice.chance(0.5) ? group : { ...group, mix: { ...group.mix, write: write / 2, update: write / 2 } };
}
