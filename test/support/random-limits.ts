/** Random limits of outbound queues: small enough to be reached. */
import type { OutboxLimit, OutboxRules, Scenario } from '../../src/sim/scenario.js';
import { shippingRules } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';

/** The kinds of limit, in the order in which {@link withRandomLimit} walks through them. */
export const limitKinds = ['desynchronize', 'drop', 'reject', 'crash'] as const;

/**
 * The same scenario with queues that hold 2 to 20 writes; neighbouring integers give other kinds. It
 * may take ten seconds to settle: a leader that gets more to pass on than its memory holds dies each
 * time it returns.
 */
export function withRandomLimit(scenario: Scenario, n: number): Scenario {
  const dice = makeDice(n * 31 + 7);
  const kind = limitKinds[n % limitKinds.length] ?? 'drop';
  const outbox: OutboxRules = {
    limit: randomLimit(dice, kind, writeBytesOf(scenario)),
    resumeRatePerS: dice.chance(0.3) ? dice.pick([20, 333, 5000]) : null,
  };
  return { ...scenario, settleUs: 10_000_000, replication: { ...shippingRules(scenario.replication), outbox } };
}

/** What a write is on the wire. */
export function writeBytesOf({ workload, replication }: Scenario): number {
  return workload.payloadBytes + replication.metadataBytes;
}

function randomLimit(dice: Dice, kind: OutboxLimit['kind'], writeBytes: number): OutboxLimit {
  const capacityBytes = dice.between(2, 20) * writeBytes + dice.between(0, writeBytes - 1);
  switch (kind) {
    case 'desynchronize':
      return { kind, capacityBytes, atShare: dice.pick([0.1, 0.5, 0.8, 1]) };
    case 'drop':
    case 'reject':
      return { kind, capacityBytes };
    case 'crash':
      return { kind, capacityBytes, restartAfterUs: dice.pick([null, 50_000, 500_000]) };
  }
}
