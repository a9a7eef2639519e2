/** What a run reports of stale reads. */
import { listValues } from '../check/convergence.js';
import type { StaleRead } from '../record/stale-reads.js';
import type { Report, StaleReadReport } from '../report.js';
import type { World } from './world.js';

/** Null where no read was answered, and where nobody counts. */
export function describeStaleReads(world: World): Pick<Report['clients'], 'staleReads' | 'firstStaleRead'> {
  const { count = null, first = null } = world.staleReads ?? {};
  return { staleReads: count, firstStaleRead: first === null ? null : describeRead(world, first) };
}

function describeRead(world: World, { client, key, replica, sentAtUs, versions, missed }: StaleRead): StaleReadReport {
  return {
    client,
    key: world.clients.keys.nameOf(key),
    replica: world.replicaNames[replica],
    atMs: sentAtUs / 1000,
    returned: listValues(versions, (op) => world.valueOf(op)),
    missed: world.valueOf(missed),
  };
}
