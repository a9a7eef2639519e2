/** What a run reports of tombstones, and of deletes that were undone by forgetting them. */
import type { Evidence } from '../check/oracle.js';
import { listResurrections } from '../check/resurrections.js';
import type { Report, TombstoneCounts } from '../report.js';
import { hasDeletes } from '../workload/clients.js';
import type { World } from './world.js';

/** The parts of the report that tell of deletes. */
export interface DeleteCounts {
  /** Null where the scenario says nothing of them. */
  readonly tombstones: TombstoneCounts | null;
  readonly resurrectedDeletes: Report['clients']['resurrectedDeletes'];
}

/** Looks for what came back. Where tombstones stay, nothing does. */
export function countDeletes(world: World, evidence: Evidence): DeleteCounts {
  const { tombstones, ops, ledger } = world;
  const { keys, survivors } = evidence;
  // Of merged values a delete is one effect among others.
  const isTold = ledger.effects === null && hasDeletes(world.scenario);
  if (tombstones === null) return { tombstones: null, resurrectedDeletes: isTold ? 0 : null };
  const resurrections = listResurrections({
    keys,
    survivors,
    holds: (replica, key) => evidence.holds(replica, key),
    everCollected: (replica, key) => ledger.collected?.everCollected(replica, key) ?? [],
    isDelete: (op) => ops.isDelete(op),
    knewOf: (op, other) => ops.knewOf(op, other),
  });
  return {
    tombstones: {
      peak: tombstones.peak,
      held: Math.max(0, ...survivors.map((replica) => tombstones.heldBy(replica))),
      collected: tombstones.collected,
      resurrectedKeys: resurrections.length,
    },
    resurrectedDeletes: isTold ? resurrections.flat().filter((op) => ledger.isAcknowledged(op)).length : null,
  };
}
