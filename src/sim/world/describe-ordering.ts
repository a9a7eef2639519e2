/** What waits in a world for a write or a record that may never come. */
import type { OrderingCounts } from '../report.js';
import type { World } from './world.js';

/** Counts of a run so far. */
export function countOrdering(world: World): OrderingCounts {
  const { intake } = world.multiLeader;
  if (intake === null) {
    return { heldBack: 0, mostHeldBack: 0, applyErrors: { stopped: 0, skipped: 0, held: 0 } };
  }
  const { heldBack, mostHeldBack, applyErrors } = intake;
  return { heldBack, mostHeldBack, applyErrors: { ...applyErrors } };
}

/** What leaders that work hold back, and which of their appliers have stopped, in words. */
export function nameHeldUp(world: World): readonly string[] {
  const { intake } = world.multiLeader;
  if (intake === null) return [];
  const held = intake.buffers.flatMap((buffer, leader) => {
    if (!world.nodes[leader].isUp) return [];
    const forRecords = buffer.listForRecords();
    const forWrites = buffer.size - forRecords.length;
    const place = `held back at ${world.replicaNames[leader]} for a`;
    return [
      ...(forWrites > 0 ? [`${countOf(forWrites, 'write')} ${place} write that never came`] : []),
      ...(forRecords.length > 0
        ? [`${countOf(forRecords.length, 'update')} ${place} record that never came, first ${nameOp(world, forRecords[0].op)}`]
        : []),
    ];
  });
  const stopped = intake.stoppedAppliers.flatMap(({ link, op }) => {
    const { spec, target } = world.links[link];
    if (!world.nodes[target].isUp) return [];
    const ends = `from ${world.replicaNames[spec.from]} to ${world.replicaNames[target]}`;
    return [`the applier ${ends} stopped at ${nameOp(world, op)}, whose record is missing`];
  });
  return [...held, ...stopped];
}

function nameOp(world: World, op: number): string {
  return `w${op} of ${world.clients.keys.nameOf(world.ops.keyOf(op))}`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
