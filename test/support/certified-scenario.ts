/** Scenarios of a group that certifies, for tests. */
import type { Certification, ClientGroup, Fault, Scenario } from '../../src/sim/scenario.js';
import { certificationSpec } from './certification-network.js';
import { ms, scenario, type ScenarioSketch } from './scenario.js';

/** Regions `a` to `c`, each with clients that write, and what a test wants otherwise. */
export function certifiedScenario(
  sketch: Omit<ScenarioSketch, 'replication' | 'conflicts'> & {
    readonly replication?: Partial<Certification>;
    /** Writes a second, in each region; none unless said. */
    readonly ratePerS?: number;
    readonly keys?: number;
  } = {},
): Scenario {
  const { replication, ratePerS, keys, ...rest } = sketch;
  const regions = sketch.regions ?? ['a', 'b', 'c'];
  const plain = scenario({ ...rest, regions });
  const { workload } = plain;
  return {
    ...plain,
    replication: { ...certificationSpec, ...replication },
    conflicts: { ...plain.conflicts, resolve: 'arrival' },
    workload: {
      ...workload,
      keys: { count: keys ?? 1, choose: { kind: 'uniform' } },
      clients: ratePerS === undefined ? workload.clients : regions.map((_, region) => writers(region, ratePerS)),
    },
  };
}

/** A cut of one of three regions from the two others. */
export function cutOff(region: number, span: { readonly fromMs: number; readonly untilMs: number | null }): Fault {
  const others = [0, 1, 2].filter((other) => other !== region);
  const cuts = others.flatMap((other) => [[region, other], [other, region]] as const);
  return { kind: 'partition', atUs: span.fromMs * ms, untilUs: span.untilMs === null ? null : span.untilMs * ms, cuts };
}

function writers(region: number, ratePerS: number): ClientGroup {
  return { region, ratePerS, arrivals: 'poisson', mix: { write: 1, read: 0, update: 0, delete: 0 } };
}
