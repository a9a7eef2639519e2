/** What a run reports of values that only one row may have. */
import { countDoubleBookings } from '../check/uniqueness.js';
import type { Evidence } from '../check/oracle.js';
import type { UniqueCounts } from '../report.js';
import type { World } from './world.js';

/** Null where values need not be unique. */
export function countUnique(world: World, evidence: Evidence): UniqueCounts | null {
  const { uniqueSlots } = world;
  if (uniqueSlots === null) return null;
  const { keys, survivors } = evidence;
  return {
    refused: uniqueSlots.refused,
    collisions: uniqueSlots.collisions.size,
    told: uniqueSlots.told.size,
    takenBack: uniqueSlots.takenBack.size,
    violations: countDoubleBookings({
      keys,
      survivors,
      holds: (replica, key) => evidence.holds(replica, key),
      valueOf: (op) => world.valueOf(op),
    }),
  };
}
