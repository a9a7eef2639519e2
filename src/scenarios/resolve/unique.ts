/** Values that only one row may have: what that cannot be combined with. */
import { isReplicated } from '../../sim/base/operation-kind.js';
import { isOwnResolver } from '../../sim/scenario.js';
import type { UniqueRule } from '../../sim/scenario.js';
import type { Context } from './context.js';

/** What is done about values in two rows; nothing where they need not be unique. */
export function resolveUnique(context: Context): { readonly unique?: UniqueRule } {
  const { unique, resolve } = context.document.conflicts;
  if (unique === undefined) return {};
  const path = [...context.base, 'conflicts', 'unique'];
  if (isReplicated(resolve) || isOwnResolver(resolve)) {
    context.problems.push({
      path,
      message: `values under ${resolve} are merged: none is a row’s own`,
      expected: 'a rule that keeps whole values, such as conflicts.resolve: lww',
    });
  } else if (unique === 'take-back' && resolve === 'siblings') {
    context.problems.push({
      path,
      message: 'a row with siblings has several values: to delete it would take back all of them',
      expected: 'tell-both or keep-both, or conflicts.resolve: lww',
    });
  }
  return { unique };
}
