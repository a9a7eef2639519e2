/** Random scenarios with many deletes whose tombstones are collected. */
import { shippingRules } from '../../src/sim/scenario.js';
import type { ClientGroup, Scenario, TombstoneRule } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import { repairingScenario } from './repairing-scenario.js';
import { read } from './scenario.js';

/**
 * As {@link repairingScenario}, with a third of the writes deletes, and a read long after everything else,
 * so that timers go off until then.
 */
export function tombstoneScenario(n: number, rule: TombstoneRule): Scenario {
  const each = repairingScenario(n);
  const dice = makeDice(90_000_000 + n);
  const { workload } = each;
  const mix: ClientGroup['mix'] = { write: 0.6, delete: 0.3, read: 0.1 };
  const lateUs = each.durationUs + dice.between(5, 40) * 1_000_000;
  return {
    ...each,
    name: `tombstones-${n}`,
    replication: { ...shippingRules(each.replication), tombstones: rule },
    workload: {
      ...workload,
      clients: workload.clients.map((group) => ({ ...group, mix })),
      script: [...workload.script, read(lateUs, 0, 'k0')],
    },
  };
}

/** The same over FIFO links, where no leader leaves: what `after-all-know` can be asked of. */
export function withSafeLinks(scenario: Scenario): Scenario {
  const { topology, faults } = scenario;
  const links = topology.links.map((link) => ({ ...link, transport: 'fifo' as const, duplicate: 0 }));
  return {
    ...scenario,
    topology: { ...topology, links },
    faults: faults.filter(({ kind }) => kind !== 'leave'),
  };
}
