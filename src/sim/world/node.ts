/** The machines: one a replica, with a clock, workers and a life of its own. */
import { PhysicalClock } from '../causality/clock.js';
import { ServiceQueue } from '../kernel/service-queue.js';
import type { Region } from '../scenario.js';
import type { ServingNode } from '../workload/coordinator-port.js';

/** A machine with a replica on it. */
export interface Node extends ServingNode {
  readonly region: number;
  /** As people read it: `us-east`, followers `us-east/1`. */
  readonly name: string;
  readonly isFollower: boolean;
  isUp: boolean;
  hasLeft: boolean;
  incarnation: number;
  /** Crashes that have not ended. */
  crashes: number;
  readonly clock: PhysicalClock;
  readonly applyUs: number;
  readonly readUs: number;
  /** Who serves replicated writes: {@link servers}, or workers of their own. */
  readonly appliers: ServiceQueue;
  slowdown: number;
  isPaused: boolean;
  pausedUntilUs: number;
  pausedUs: number;
  /** Factors of the faults that slow it down; {@link slowdown} is their product. */
  readonly slowedBy: number[];
}

/** All machines: leaders first, in the order of regions, then followers region by region. */
export function createNodes(regions: readonly Region[]): readonly Node[] {
  const leaders = regions.map((region, i) => createNode(region, i, region.name, false));
  const followers = regions.flatMap((region, i) =>
    Array.from({ length: region.followers.count }, (_, follower) =>
      createNode(region, i, `${region.name}/${follower + 1}`, true),
    ),
  );
  return [...leaders, ...followers];
}

function createNode(region: Region, index: number, name: string, isFollower: boolean): Node {
  const { workers, applyWorkers = 0, applyUs, readUs } = region.node;
  const servers = new ServiceQueue(workers - applyWorkers);
  return {
    region: index,
    name,
    isFollower,
    isUp: true,
    hasLeft: false,
    incarnation: 0,
    crashes: 0,
    clock: new PhysicalClock(region.clock),
    servers,
    applyUs,
    readUs,
    appliers: applyWorkers === 0 ? servers : new ServiceQueue(applyWorkers),
    slowdown: 1,
    isPaused: false,
    pausedUntilUs: -1,
    pausedUs: 0,
    slowedBy: [],
  };
}
