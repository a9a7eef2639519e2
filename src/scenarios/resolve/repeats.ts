/** From a document's `repeats` to the engine's, where carrying a write out again can do anything. */
import type { MultiLeader } from '../../sim/scenario.js';
import type { Context } from './context.js';

/** What leaders do with writes that they have taken in before. */
export function resolveRepeats(context: Context): Pick<MultiLeader, 'repeats'> {
  const { replication, conflicts, workload } = context.document;
  if (replication.repeats !== 'apply') return {};
  if (conflicts.resolve !== 'arrival') {
    refuse(context, `${conflicts.resolve} decides alike however often a write comes`, 'resolve: arrival');
  }
  if (replication.loops === 'seen-ids') {
    refuse(context, 'seen-ids drops whatever comes again', 'loops: origin-tag or none');
  }
  if (replication['anti-entropy'] !== undefined) {
    refuse(context, 'comparing records again and again would never end', 'no anti-entropy');
  }
  if (workload.context !== 'held') {
    refuse(context, 'a write with the context of a read goes by that', 'context: held');
  }
  return { repeats: 'apply' };
}

function refuse(context: Context, message: string, expected: string): void {
  context.problems.push({ path: [...context.base, 'replication', 'repeats'], message, expected });
}
