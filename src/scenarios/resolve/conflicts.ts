/** How conflicts are noticed and resolved, by region index. */
import type { ConflictRules } from '../../sim/scenario.js';
import { regionIndex, type Context } from './context.js';
import { resolveSiblings } from './contexts.js';
import { resolveUnique } from './unique.js';

/** The rules; reports a priority of regions where none is asked for, or that names one twice. */
export function resolveConflicts(context: Context): ConflictRules {
  const { conflicts } = context.document;
  const { timestamps, detect, resolve, priority } = conflicts;
  // One log says what comes last.
  if (context.document.replication.strategy === 'shared-storage') return { timestamps, detect, resolve: 'arrival' };
  const rules = { timestamps, detect, resolve, ...resolveSiblings(conflicts), ...resolveUnique(context) };
  if (priority === undefined) return rules;
  const path = [...context.base, 'conflicts', 'priority'];
  const isDeployed = context.document.faults.some(({ deploy }) => deploy?.resolve === 'site-priority');
  if (resolve !== 'site-priority' && !isDeployed) {
    const message = `${resolve} does not look at the priority of regions`;
    context.problems.push({ path, message, expected: 'resolve: site-priority', isKey: true });
  }
  priority.forEach((name, i) => {
    if (priority.indexOf(name) === i) return;
    const message = `"${name}" has a priority already`;
    context.problems.push({ path: [...path, i], message, expected: 'each region once' });
  });
  return { ...rules, priority: priority.map((name) => regionIndex(context, name)) };
}
