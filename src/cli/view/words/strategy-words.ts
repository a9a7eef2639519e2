/** How a scenario replicates, in a few words. */
import { assertNever } from '../../../sim/base/assert.js';
import type { AcknowledgeRule, Scenario } from '../../../sim/scenario.js';

/** The strategy and what it does about conflicts, where there can be any. */
export function describeStrategy(scenario: Scenario): string {
  const { replication, conflicts } = scenario;
  const rules = `${conflicts.detect} + ${resolverWords(scenario)}`;
  switch (replication.strategy) {
    case 'multi-leader':
      return rules;
    case 'leaderless':
      return `leaderless, ${rules}`;
    case 'single-leader':
      return replication.protocol === 'raft' ? 'raft' : `single leader, ${nameRule(replication.acknowledge)}`;
    case 'certification':
    case 'shared-storage':
      return replication.strategy;
    default:
      return assertNever(replication);
  }
}

/** What one looks at first: the rule for conflicts, or who puts writes in order. */
export function nameStrategy(scenario: Scenario): string {
  const { replication } = scenario;
  const hasRules = replication.strategy === 'multi-leader' || replication.strategy === 'leaderless';
  return hasRules ? `resolver ${resolverWords(scenario)}` : describeStrategy(scenario);
}

/** `lww`; with those that are rolled out later: `lww, then fww`. */
function resolverWords({ conflicts, faults }: Scenario): string {
  const later = faults.flatMap((fault) => (fault.kind === 'deploy' ? [fault.rule] : []));
  return [...new Set([conflicts.resolve, ...later])].join(', then ');
}

function nameRule(rule: AcknowledgeRule): string {
  return rule.kind === 'any' || rule.kind === 'first' ? `${rule.kind} ${String(rule.count)}` : rule.kind;
}
