/** Roll-outs of another rule for conflicts, and what they need: records that either rule can go on with. */
import { hasSessions } from '../../sim/scenario/reads.js';
import { deployableRules, hasContexts } from '../../sim/scenario.js';
import type { Fault, Scenario } from '../../sim/scenario.js';
import type { FaultDocument } from '../schema/fault.js';
import { regionIndex, type Context } from './context.js';

/** The fault by region index; without regions it is about all of them. */
export function resolveRollOut(
  context: Context,
  atUs: number,
  { resolve: rule, regions }: NonNullable<FaultDocument['deploy']>,
): Fault {
  const names: readonly string[] = regions ?? context.names;
  const indices = new Set(names.map((name) => regionIndex(context, name)));
  return { kind: 'deploy', atUs, rule, regions: [...indices].sort((a, b) => a - b) };
}

/** Why there can be no roll-out, and what there can be. */
export interface RollOutProblem {
  readonly message: string;
  /** With {@link ruleSlot} where the rule is to be named. */
  readonly expected: string;
}

/** Whether leaders of this scenario can go over to another rule: why not, and what can be done about it. */
export function findRollOutProblem(scenario: Scenario): RollOutProblem | null {
  const { replication, conflicts, workload } = scenario;
  if (replication.strategy !== 'multi-leader') {
    const message = `under ${replication.strategy}, leaders settle no conflicts by a rule of their own`;
    return { message, expected: 'strategy: multi-leader' };
  }
  const { resolve } = conflicts;
  if (!deployableRules.some((rule) => rule === resolve)) {
    return refuse(`what ${resolve} keeps is nothing that another rule can go on with`);
  }
  if (hasContexts(scenario)) return refuse('where clients bring contexts of their own, siblings are kept');
  if (hasSessions(scenario)) return refuse('where clients keep sessions or choose a replica, one rule says what it shows');
  if (workload.clients.some(({ mix }) => (mix.create ?? 0) > 0) || workload.script.some(({ kind }) => kind === 'create')) {
    return refuse('new rows that meet under one id are settled by one rule for all of them');
  }
  return null;
}

/** Reports roll-outs that cannot be carried out. */
export function checkRollOuts(context: Context, scenario: Scenario): void {
  const problem = findRollOutProblem(scenario);
  if (problem === null) return;
  context.document.faults.forEach(({ deploy }, index) => {
    if (deploy === undefined) return;
    const { message, expected } = problem;
    const path = [...context.base, 'faults', index, 'deploy'];
    context.problems.push({ path, message, expected: expected.replace(ruleSlot, deploy.resolve), isKey: true });
  });
}

const ruleSlot = 'RULE';

function refuse(message: string): RollOutProblem {
  return { message, expected: `no deploy, or the rule from the start: --set conflicts.resolve=${ruleSlot}` };
}
