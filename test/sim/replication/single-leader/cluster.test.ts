import { expect, test } from 'vitest';
import type { SingleLeader } from '../../../../src/sim/scenario.js';
import { SingleLeaderNetwork } from '../../../support/single-leader-network.js';
import { raftSpec, shippingSpec } from '../../../support/single-leader-specs.js';

const lease = { kind: 'lease', lengthUs: 300_000, marginUs: 0, measure: 'elapsed' } as const;

test.each<[string, SingleLeader]>([
  ['raft', raftSpec()],
  ['a lease of a majority', shippingSpec({ fencing: lease })],
  ['a lease of an observer', shippingSpec({ fencing: lease, failover: { kind: 'observer', approvalUs: 0 } })],
])('with %s the first leader takes writes from the first moment, in term 1', (_, spec) => {
  const network = new SingleLeaderNetwork({ spec, members: 3, seed: 11, latencyUs: [1_000, 1_000] });
  network.cluster.start(0);
  expect(network.write(0)).toBe(true);
  network.runTo(1_000_000);
  expect(network.asked[0].ackedAtUs).toBeGreaterThanOrEqual(0);
  expect(network.notes.of('elect')).toEqual([{ kind: 'elect', leader: 0, term: 1, atUs: 0 }]);
});
