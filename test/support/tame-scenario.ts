/** Random scenarios in which every write can reach everybody in the end. */
import type { Link, Scenario } from '../../src/sim/scenario.js';
import { randomScenario } from './random-scenario.js';

/**
 * As {@link randomScenario}, over connections that lose nothing for good: links are FIFO, leaders
 * pass on what they receive wherever links are missing, faults end, and nobody leaves or
 * loses a disk.
 */
export function tameScenario(n: number): Scenario {
  const scenario = randomScenario(n);
  const { topology, faults } = scenario;
  const tameLink = (link: Link): Link => ({ ...link, transport: 'fifo', duplicate: 0 });
  return {
    ...scenario,
    topology: {
      ...topology,
      forward: topology.forward || topology.kind !== 'mesh',
      links: topology.links.map(tameLink),
    },
    faults: faults.filter((fault) => {
      if (fault.kind === 'crash' && fault.disk === 'lost') return false;
      return 'untilUs' in fault ? fault.untilUs !== null : fault.kind === 'clock-step';
    }),
  };
}

/** The same scenario with every clock right for the whole run. */
export function withRightClocks(scenario: Scenario): Scenario {
  return {
    ...scenario,
    regions: scenario.regions.map((region) => ({
      ...region,
      clock: { skewUs: 0, driftPpm: 0 },
    })),
    faults: scenario.faults.filter(({ kind }) => kind !== 'clock-step'),
  };
}
