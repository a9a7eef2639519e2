/** What random faults are judged by: expectations that no fault excuses. */
import { assertNever } from '../../sim/base/assert.js';
import type { Scenario } from '../../sim/scenario.js';
import { isOwnResolver } from '../../sim/scenario.js';
import type { Condition } from '../condition.js';
import { meetsCondition } from '../condition.js';
import type { Expectation } from '../expectations.js';
import { metrics } from '../metrics.js';

/** Figures that are to be true, whatever goes wrong. */
const truths: readonly string[] = ['settled', 'converged', 'linearizable'];

/** Counts of what must not be, whatever goes wrong. */
const counts: readonly string[] = [
  'divergent-keys', 'fates.lost', 'findings', 'resurrected', 'unique.violations', 'rows.collisions',
  'apply-errors', 'storm-stopped', 'stale-leader.writes',
  ...metrics.flatMap(({ name }) => (/^(lost-writes|violations\.)/.test(name) ? [name] : [])),
];

/** An expectation by its name, and how a document would write it. */
export interface Stated {
  readonly name: string;
  readonly condition: number | boolean;
}

/** Whether a scenario's own expectation is a promise that faults must not break. */
export function isPromise({ check }: Expectation): boolean {
  if (check.kind !== 'metric') return false;
  const { metric, condition } = check;
  if (truths.includes(metric)) return meetsCondition(condition, true);
  return counts.includes(metric) && isUpperBound(condition);
}

/** What is judged where a scenario promises nothing: what it should do by its strategy. */
export function defaultPromises(scenario: Scenario): readonly Stated[] {
  return [
    { name: 'settled', condition: true },
    { name: 'converged', condition: true },
    ...(keepsEveryWrite(scenario) ? [{ name: 'lost-writes', condition: 0 }] : []),
    ...(isOwnResolver(scenario.conflicts.resolve) ? [{ name: 'findings', condition: 0 }] : []),
  ];
}

/** A range or another number says what one run shows; 0 and bounds from above say what must not be. */
function isUpperBound(condition: Condition): boolean {
  if (condition.kind !== 'compare') return false;
  const { operator, bound } = condition;
  return operator === '<' || operator === '<=' || (operator === '=' && bound === 0);
}

/**
 * Strategies under which an acknowledged write is never thrown away: versions are kept beside each other or
 * added up, or a majority has agreed on their order before anybody is told.
 */
function keepsEveryWrite({ replication, conflicts }: Scenario): boolean {
  switch (replication.strategy) {
    case 'multi-leader':
    case 'leaderless':
      return keepers.includes(conflicts.resolve) && conflicts.detect !== 'timestamp';
    case 'single-leader':
      return replication.protocol === 'raft';
    case 'certification':
      return true;
    case 'shared-storage':
      // A volume elsewhere takes over without what had not reached it.
      return replication.volumes.length === 1;
    default:
      return assertNever(replication);
  }
}

const keepers: readonly string[] = ['siblings', 'mv-register', 'g-counter', 'pn-counter', 'g-set'];
