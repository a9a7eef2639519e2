/** How many members decide together: what a smaller case must not change, or it fails for another reason. */
import { assertNever } from '../../sim/base/assert.js';
import type { ConsistencyLevel, Leaderless, Scenario, SingleLeader } from '../../sim/scenario.js';
import { canonicalJson } from '../digest.js';

/** Whether both scenarios decide by as many members out of as many. */
export function haveSameQuorums(one: Scenario, other: Scenario): boolean {
  return canonicalJson(quorumsOf(one)) === canonicalJson(quorumsOf(other));
}

/** Sizes of all groups of members whose majorities count; none where no majority of regions is asked. */
function quorumsOf({ replication, regions }: Scenario): readonly number[] {
  switch (replication.strategy) {
    case 'single-leader':
      return isByMajority(replication) ? [regions.length] : [];
    case 'certification':
      return [regions.length];
    case 'leaderless':
      return sizesOfCopies(replication);
    // Whoever takes a write asks nobody; the quorums of a volume are of its nodes, and no region is one of them.
    case 'multi-leader':
    case 'shared-storage':
      return [];
    default:
      return assertNever(replication);
  }
}

function isByMajority(replication: SingleLeader): boolean {
  if (replication.protocol === 'raft') return true;
  const { acknowledge, failover, reads } = replication;
  return failover.kind === 'majority' || acknowledge.kind === 'majority' || reads === 'linearizable';
}

/** Of each key, and by datacenter where these are asked one by one. */
function sizesOfCopies({ copies, datacenters, write, read, transactions }: Leaderless): readonly number[] {
  if (copies.kind === 'by-datacenter') return copies.counts;
  const isByDatacenter = [write, read].some(asksDatacenters) || transactions?.scope === 'local-serial';
  if (!isByDatacenter) return [copies.count];
  return datacenters.map((datacenter) => datacenters.filter((each) => each === datacenter).length);
}

function asksDatacenters({ kind }: ConsistencyLevel): boolean {
  return kind === 'local-quorum' || kind === 'each-quorum';
}
