/**
 * Conflict avoidance: sends each user's writes to one leader, so that no two leaders write one key.
 *
 * Where that leader is down or cut off from the client, the next region in reach that is up, in the order of
 * regions, is home meanwhile. Like writes that a clock redirects, these take the links' median latency there and back.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import type { HomeReport } from '../report.js';
import type { Scenario } from '../scenario.js';
import type { Request } from '../workload/clients.js';
import type { Node } from './node.js';
import type { WritePool } from './write-pool.js';

const routeMark = 202;

/** Takes writes home, and counts what became of them. */
export class HomeRouting {
  private readonly nodes: readonly Node[];
  private readonly pool: WritePool;
  private readonly fingerprint: Fingerprint;
  private readonly regions: number;
  private readonly counts = { atHome: 0, strayed: 0, away: 0, routed: 0, failedOver: 0 };

  private constructor(parts: {
    readonly nodes: readonly Node[];
    readonly pool: WritePool;
    readonly fingerprint: Fingerprint;
    readonly regions: number;
  }) {
    this.nodes = parts.nodes;
    this.pool = parts.pool;
    this.fingerprint = parts.fingerprint;
    this.regions = parts.regions;
  }

  /** Null where no group's writes go home. */
  static of(parts: {
    readonly scenario: Scenario;
    readonly nodes: readonly Node[];
    readonly pool: WritePool;
    readonly fingerprint: Fingerprint;
  }): HomeRouting | null {
    const { regions, workload } = parts.scenario;
    const isUsed = workload.users !== undefined && workload.clients.some(({ home }) => home !== undefined);
    return isUsed ? new HomeRouting({ ...parts, regions: regions.length }) : null;
  }

  /** The same request, for the leader where it belongs. */
  route(request: Request): Request {
    const { homeward } = request;
    if (homeward === undefined) return request;
    const { counts } = this;
    if (homeward.why === 'home') counts.atHome++;
    else if (homeward.why === 'stray') counts.strayed++;
    else counts.away++;
    const leader = this.findUp(homeward.leader, request.home);
    if (leader !== homeward.leader) counts.failedOver++;
    if (leader === request.region || !this.pool.reaches(request.home, leader)) return request;
    counts.routed++;
    this.fingerprint.add(routeMark, request.region, leader, request.identity);
    return { ...request, region: leader, detourUs: this.pool.latencyUs(request.home, leader) };
  }

  /** What became of the writes. */
  report(): HomeReport {
    return { ...this.counts };
  }

  /** The first leader that is up and in reach of a region, from this one on; this one when none is. */
  private findUp(first: number, from: number): number {
    for (let i = 0; i < this.regions; i++) {
      const leader = (first + i) % this.regions;
      if (this.nodes[leader].isUp && this.pool.reaches(from, leader)) return leader;
    }
    return first;
  }
}
