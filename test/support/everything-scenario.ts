/**
 * Random scenarios in which everything meets: limits, repairs, orders, updates, impatient clients, sessions,
 * faults.
 */
import type { ClientGroup, Fault, ReadRouting, Scenario } from '../../src/sim/scenario.js';
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
  // Dice of their own: what was drawn before there were sessions stays as it was.
  const others = makeDice(1_300_000 + n);
  return {
    ...limited,
    name: `everything-${n}`,
    settleUs: 20_000_000,
    faults: limited.faults.map((fault) => loseDisk(dice, fault)),
    workload: { ...workload, clients: workload.clients.map((group) => mayRoam(others, mayUpdate(dice, group))) },
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

function mayRoam(dice: Dice, group: ClientGroup): ClientGroup {
  if (dice.chance(0.5)) return group;
  const routed = { ...group, reads: drawReads(dice) };
  // A session waits for each of its answers, so it cannot be impatient.
  if (group.resilience !== undefined) return routed;
  const roam = dice.pick([{ kind: 'share', share: 0.3 }, { kind: 'travel', everyUs: 50_000 }] as const);
  return { ...routed, sessions: dice.between(1, 30), roam };
}

function drawReads(dice: Dice): ReadRouting {
  const place = dice.pick(['leader', 'follower', 'nearest', 'sticky', 'any'] as const);
  const waitUs = dice.between(0, 200_000);
  return dice.pick<ReadRouting>([
    { kind: 'place', place },
    { kind: 'leader-for', forUs: waitUs, otherwise: place },
    { kind: 'token', waitUs, from: 'writes', otherwise: place },
    { kind: 'token', waitUs, from: 'reads-too', otherwise: place },
    { kind: 'token', waitUs, from: 'causal', otherwise: place },
  ]);
}
