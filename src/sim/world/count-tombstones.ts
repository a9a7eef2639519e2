/** What a run reports of tombstones. */
import { countResurrectedKeys } from '../check/resurrections.js';
import type { Evidence } from '../check/oracle.js';
import type { TombstoneCounts } from '../report.js';
import type { World } from './world.js';

/** Null where the scenario says nothing of them. */
export function countTombstones(world: World, evidence: Evidence): TombstoneCounts | null {
  const { tombstones, ops, ledger } = world;
  if (tombstones === null) return null;
  const { keys, survivors } = evidence;
  return {
    peak: tombstones.peak,
    held: Math.max(0, ...survivors.map((replica) => tombstones.heldBy(replica))),
    collected: tombstones.collected,
    resurrectedKeys: countResurrectedKeys({
      keys,
      survivors,
      holds: (replica, key) => evidence.holds(replica, key),
      everCollected: (replica, key) => ledger.collected?.everCollected(replica, key) ?? [],
      isDelete: (op) => ops.isDelete(op),
      knewOf: (op, other) => ops.knewOf(op, other),
    }),
  };
}
