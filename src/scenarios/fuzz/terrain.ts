/** What random schedules have to fit: the regions, links and times of a scenario. */
import type { Scenario } from '../../sim/scenario.js';

/** A scenario as far as faults, clocks and workloads are drawn for it. */
export interface Terrain {
  readonly regions: readonly TerrainRegion[];
  /** Directed, by the names of their ends. */
  readonly links: readonly (readonly [from: string, to: string])[];
  /** Storage nodes as faults name them: each zone, each node. */
  readonly storage: readonly string[];
  /** Faults happen before this: while there is work. */
  readonly endUs: number;
  readonly hasClients: boolean;
  readonly keyCount: number;
}

/** A region, and what may be done to its clock. */
export interface TerrainRegion {
  readonly name: string;
  /** The greatest error that its strategy allows for; null: it makes no claim. */
  readonly claimedUs: number | null;
}

/** What there is to go wrong in a scenario. */
export function terrainOf(scenario: Scenario): Terrain {
  const { regions, topology, replication, workload, conflicts } = scenario;
  const nameOf = (region: number): string => regions[region].name;
  const zones = replication.strategy === 'shared-storage' ? replication.volume.zones : [];
  return {
    regions: regions.map(({ name, clock }) => ({
      name,
      claimedUs: conflicts.timestamps === 'truetime' ? slackUs(clock) : null,
    })),
    links: topology.links.map(({ from, to }) => [nameOf(from), nameOf(to)]),
    storage: zones.flatMap(({ name, nodes }) => [
      name,
      ...Array.from({ length: nodes }, (_, node) => `${name}/${node + 1}`),
    ]),
    endUs: endOfWork(scenario),
    hasClients: workload.clients.length > 0,
    keyCount: workload.keys.count,
  };
}

/** A clock that departs from true time by itself leaves no room to set it wrong. */
function slackUs({ skewUs, driftPpm, ntp, uncertaintyUs = 0 }: Scenario['regions'][number]['clock']): number {
  return skewUs === 0 && driftPpm === 0 && ntp === undefined ? uncertaintyUs : 0;
}

/** Scripts often end long before the workload may. */
function endOfWork({ workload, durationUs }: Scenario): number {
  const lastUs = Math.max(0, ...workload.script.map(({ atUs }) => atUs));
  return workload.clients.length > 0 || lastUs === 0 ? durationUs : Math.min(durationUs, 2 * lastUs);
}
