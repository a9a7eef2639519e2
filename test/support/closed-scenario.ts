/** Random scenarios whose clients wait for their answers, or come in bursts. */
import type { ClientGroup, Scenario } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import type { Dice } from './dice.js';
import { everythingScenario } from './everything-scenario.js';

/** One for every integer: everything meets, and most groups are closed loops. */
export function closedScenario(n: number): Scenario {
  return closeLoops(everythingScenario(n), n);
}

/** The same scenario with closed loops in place of three groups in four, and bursts in place of the others. */
export function closeLoops(scenario: Scenario, n: number): Scenario {
  const dice = makeDice(1_700_000 + n);
  const { workload, durationUs } = scenario;
  const clients = workload.clients.map((group) => (dice.chance(0.75) ? close(dice, group, durationUs) : burst(dice, group, durationUs)));
  return { ...scenario, name: `closed-${scenario.name}`, workload: { ...workload, clients } };
}

/** About as many requests as before, while nothing fails; the thinking time is always the same. */
function close(dice: Dice, group: ClientGroup, durationUs: number): ClientGroup {
  const clients = dice.between(1, 6);
  const asked = Math.max(1, (group.ratePerS * durationUs) / 1e6);
  const valueUs = Math.ceil((clients * durationUs) / asked);
  const { sessions, ...rest } = group;
  const isTold = sessions !== undefined || group.reads !== undefined;
  const arrivals = { kind: 'closed', clients, think: { kind: 'constant', valueUs } } as const;
  return { ...rest, arrivals, ...(isTold ? { sessions: clients } : {}) };
}

function burst(dice: Dice, group: ClientGroup, durationUs: number): ClientGroup {
  const everyUs = Math.ceil(durationUs * dice.pick([0.05, 0.2, 0.6]));
  return { ...group, arrivals: { kind: 'bursts', everyUs, forUs: Math.ceil(everyUs * dice.pick([0.01, 0.1, 0.5])) } };
}
