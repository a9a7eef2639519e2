/** Tombstones: from the document to what the engine runs, and what they cannot be combined with. */
import { isReplicated } from '../../sim/base/operation-kind.js';
import { isOwnResolver, shippingRules } from '../../sim/scenario.js';
import type { Scenario, TombstoneRule } from '../../sim/scenario.js';
import type { Context } from './context.js';

/** When deletes are forgotten; nothing where the document says nothing. */
export function resolveTombstones({ document }: Context): { readonly tombstones?: TombstoneRule } {
  const { tombstones } = document.replication;
  return tombstones === undefined ? {} : { tombstones: tombstones.keep };
}

/** Reports rules that cannot work in this scenario. */
export function checkTombstones(context: Context, { replication, conflicts, topology, faults }: Scenario): void {
  const rule = shippingRules(replication).tombstones;
  if (rule === undefined) return;
  const path = [...context.base, 'replication', 'tombstones'];
  if (isReplicated(conflicts.resolve) || isOwnResolver(conflicts.resolve)) {
    context.problems.push({
      path,
      message: `${conflicts.resolve} keeps its own record of what was removed`,
      expected: 'no tombstones, or a rule such as conflicts.resolve: lww',
      isKey: true,
    });
  }
  if (rule.kind !== 'after-all-know') return;
  const keep = [...path, 'keep'];
  if (topology.links.some(({ transport }) => transport === 'datagram')) {
    context.problems.push({
      path: keep,
      message: 'the sender of a datagram cannot tell whether a copy is still on its way',
      expected: 'a duration, or links with transport: fifo',
    });
  }
  if (faults.some(({ kind }) => kind === 'leave')) {
    context.problems.push({
      path: keep,
      message: 'when a leader leaves, others send anew what it may not have passed on, old writes too',
      expected: 'a duration, or no fault that makes a leader leave',
    });
  }
}
