/** Probes: a scenario with something changed, run to see what it does. */
import type { ClientGroup, Scenario } from '../../../sim/scenario.js';

/** Most requests that a probe generates: a scenario with more is probed for a shorter time. */
export const mostProbeRequests = 30_000;

/** The scenario without faults, for as long as its requests allow. */
export function calm(scenario: Scenario): Scenario {
  const { nemesis: _, ...rest } = scenario;
  const perS = requestRate(scenario.workload.clients);
  const longestUs = perS === 0 ? scenario.durationUs : Math.floor((mostProbeRequests / perS) * 1e6);
  return { ...rest, faults: [], durationUs: Math.max(1, Math.min(scenario.durationUs, longestUs)) };
}

/** Requests a second of all groups together. */
export function requestRate(clients: readonly ClientGroup[]): number {
  return clients.reduce((sum, { ratePerS }) => sum + ratePerS, 0);
}

/** Writes a second of all groups together. */
export function writeRate(clients: readonly ClientGroup[]): number {
  return clients.reduce((sum, { ratePerS, mix }) => sum + ratePerS * (1 - mix.read), 0);
}

/** The index of the region that writes most. */
export function busiestRegion({ regions, workload: { clients } }: Scenario): number {
  const rates = regions.map((_, region) => writeRate(clients.filter((group) => group.region === region)));
  return rates.indexOf(Math.max(...rates));
}

/** Links between one region and all others, both ways. */
export function linksOf({ regions }: Scenario, region: number): readonly (readonly [from: number, to: number])[] {
  return regions.flatMap((_, other) => (other === region ? [] : [[region, other] as const, [other, region] as const]));
}

/** How writes are ordered, where it is not by leaders that write side by side; null where it is. */
export function oneOrderOf({ regions, replication }: Scenario): string | null {
  if (regions.length < 2) return 'One region takes all writes.';
  switch (replication.strategy) {
    case 'single-leader':
      return 'One leader puts all writes in one order.';
    case 'certification':
      return 'One order of all writes decides which commit.';
    case 'shared-storage':
      return 'One region writes the volume that the others read.';
    case 'leaderless':
    case 'multi-leader':
      return null;
  }
}
