/** Random scenarios whose leaders also compare their records. */
import type { Scenario } from '../../src/sim/scenario.js';
import { shippingRules } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import { randomScenario } from './random-scenario.js';

/** As {@link randomScenario}, with anti-entropy now and then; small leaves, so that trees have levels. */
export function repairingScenario(n: number): Scenario {
  const each = randomScenario(n);
  const dice = makeDice(7_000_000 + n);
  const antiEntropy = {
    kind: 'merkle',
    everyUs: Math.ceil(each.durationUs * dice.pick([0.1, 0.5, 2])),
    keysPerLeaf: dice.pick([1, 2, 4, 16]),
  } as const;
  const shipping = shippingRules(each.replication);
  const { batch } = shipping;
  // A session is over when a datagram of it is lost: with one hash a message, few would ever end.
  const replication = { ...shipping, batch: { ...batch, max: Math.max(16, batch.max) }, antiEntropy };
  return { ...each, name: `repairing-${n}`, replication };
}
