import { expect, test } from 'vitest';
import type { LogShipping } from '../../../../src/sim/scenario.js';
import { SingleLeaderNetwork } from '../../../support/single-leader-network.js';
import { shippingSpec } from '../../../support/single-leader-specs.js';

test.each<[string, Partial<LogShipping>]>([
  ['terms', {}],
  ['a lease', { fencing: { kind: 'lease', lengthUs: 300_000, marginUs: 0, measure: 'elapsed' } }],
  ['stonith', { fencing: { kind: 'stonith', delayUs: 1_000 } }],
])('with %s a campaign succeeds though answers take longer than a heartbeat', (_, changes) => {
  // 80 ms there and back, 50 ms between heartbeats, and timeouts that differ by 45 ms at most.
  const network = new SingleLeaderNetwork({ spec: shippingSpec(changes), members: 3, seed: 11, latencyUs: [40_000, 40_000] });
  network.cluster.start(0);
  network.runTo(1_000_000);
  network.crash(0);
  network.runTo(2_500_000);
  expect(network.leaders()).toHaveLength(1);
});
