/** In what two scenarios differ beside their strategies. */
import type { Scenario } from '../../sim/scenario.js';
import { canonicalJson } from '../digest.js';

/** Parts of a scenario that comparisons of strategies should have in common. */
const parts = {
  workload: ({ workload }) => workload,
  regions: ({ regions }) => regions,
  network: ({ topology }) => topology,
  faults: ({ faults, nemesis }) => ({ faults, nemesis }),
  duration: ({ durationUs, settleUs }) => ({ durationUs, settleUs }),
  seed: ({ seed }) => seed,
} as const satisfies Readonly<Record<string, (scenario: Scenario) => unknown>>;

/** A part of a scenario. */
export type PartName = keyof typeof parts;

const partNames = ['workload', 'regions', 'network', 'faults', 'duration', 'seed'] as const;

/** The parts that are not alike. */
export function differencesOf(first: Scenario, other: Scenario): readonly PartName[] {
  return partNames.filter((name) => {
    const part = parts[name];
    return canonicalJson(part(first)) !== canonicalJson(part(other));
  });
}
