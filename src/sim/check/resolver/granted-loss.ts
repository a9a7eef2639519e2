/** What is not asked of a resolver: its author grants that it may be lost, or there is nothing of it. */
import type { CheckedProperty, GrantedLoss } from '../../resolver-check.js';
import type { CheckPlan } from './check-plan.js';

/**
 * The kinds of operations that a property says nothing of; null where it is asked of all that it is about. Without
 * any that it is about nothing is asked: who never takes anything out brings nothing back.
 */
export function grantedLoss(
  property: CheckedProperty,
  { operations, mayLose }: Pick<CheckPlan, 'operations' | 'mayLose'>,
): GrantedLoss | null {
  if (property !== 'no-lost-writes' && property !== 'no-resurrected-deletes') return null;
  const asked = [...new Set(operations.map(kindOf))];
  const about = property === 'no-lost-writes' ? asked : asked.filter((kind) => kind === 'remove' || kind === 'delete');
  const kinds = about.filter((kind) => mayLose.includes(kind));
  return kinds.length === 0 && about.length > 0 ? null : { kinds, isAll: kinds.length === about.length };
}

function kindOf(text: string): string {
  const operation: unknown = JSON.parse(text);
  const isNamed = typeof operation === 'object' && operation !== null && 'kind' in operation;
  return isNamed && typeof operation.kind === 'string' ? operation.kind : 'other';
}
