/**
 * The write pool: the leaders that take clients' writes.
 *
 * Writes for a leader outside go on to the nearest one inside that is up, over the links' median latency
 * there and back. A partition between two regions holds up the clients of one that are after the other.
 */
import { medianUs } from '../base/sampler.js';
import type { Link } from '../scenario.js';
import type { Request } from '../workload/clients.js';
import type { Node } from './node.js';
import type { RegionWays } from './region-ways.js';

/** Who is in, and where the writes of those who are not go. */
export class WritePool {
  /** Writes, each attempt counted, that went to another leader than the one at home. */
  redirected = 0;
  private readonly nodes: readonly Node[];
  private readonly links: readonly Link[];
  private readonly ways: RegionWays;
  private readonly isIn: boolean[];
  /** Latencies from a leader to every other, made when first asked for. */
  private readonly distancesUs = new Map<number, readonly number[]>();

  constructor(nodes: readonly Node[], links: readonly Link[], ways: RegionWays) {
    this.nodes = nodes.filter(({ isFollower }) => !isFollower);
    this.links = links;
    this.ways = ways;
    this.isIn = this.nodes.map(() => true);
  }

  has(region: number): boolean {
    return this.isIn[region];
  }

  set(region: number, isIn: boolean): void {
    this.isIn[region] = isIn;
  }

  /** The same request on its way to the nearest such leader in the pool; null when there is none. */
  redirect(request: Request, isWanted: (region: number) => boolean = () => true): Request | null {
    const distancesUs = this.distancesFrom(request.home);
    let nearest = -1;
    for (let region = 0; region < this.nodes.length; region++) {
      const mayServe = this.isIn[region] && this.nodes[region].isUp && isWanted(region);
      if (!mayServe || !this.reaches(request.home, region)) continue;
      if (nearest < 0 || distancesUs[region] < distancesUs[nearest]) nearest = region;
    }
    if (nearest < 0) return null;
    this.redirected++;
    return { ...request, region: nearest, detourUs: distancesUs[nearest] };
  }

  /** Whether what clients of one region send gets to another one now. */
  reaches(from: number, to: number): boolean {
    return this.latencyUs(from, to) < Infinity && this.ways.areJoined(from, to);
  }

  /** The links' median latency from one leader to another, by the shortest way; Infinity where there is none. */
  latencyUs(from: number, to: number): number {
    return this.distancesFrom(from)[to];
  }

  private distancesFrom(region: number): readonly number[] {
    const known = this.distancesUs.get(region);
    if (known !== undefined) return known;
    const found = this.findDistances(region);
    this.distancesUs.set(region, found);
    return found;
  }

  /** Shortest ways over the links; Infinity where there is none. */
  private findDistances(region: number): readonly number[] {
    const distancesUs = this.nodes.map((_, other) => (other === region ? 0 : Infinity));
    for (let hops = 1; hops < this.nodes.length; hops++) {
      let isBetter = false;
      for (const { from, to, latency } of this.links) {
        const overUs = distancesUs[from] + medianUs(latency);
        if (overUs >= distancesUs[to]) continue;
        distancesUs[to] = overUs;
        isBetter = true;
      }
      if (!isBetter) break;
    }
    return distancesUs;
  }
}
