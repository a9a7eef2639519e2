/** Which links there are: the topology's, bridges that close a gap, and leader to follower. */
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Link, Scenario } from '../scenario.js';
import type { Node } from './node.js';

/** All links of a run, found by what they join. */
export class Wiring {
  readonly links: readonly ReplicationLink[];
  /** Links that come up when the numbered fault makes a region leave. */
  private readonly bridges = new Map<number, readonly number[]>();
  /** Links between leaders, by where they begin: a cut through a large mesh asks for thousands of them at once. */
  private readonly outgoing = new Map<number, number[]>();

  constructor(scenario: Scenario, nodes: readonly Node[]) {
    const links = scenario.topology.links.map(betweenLeaders);
    scenario.faults.forEach((fault, i) => {
      if (fault.kind !== 'leave') return;
      this.bridges.set(i, fault.bridges.map((bridge) => links.push(betweenLeaders(bridge)) - 1));
    });
    nodes.forEach((node, target) => {
      if (!node.isFollower) return;
      const { latency, latencies = [] } = scenario.regions[node.region].followers;
      const first = nodes.findIndex(({ isFollower, region }) => isFollower && region === node.region);
      const own = latencies[target - first] ?? latency;
      links.push({ spec: followerLink(node.region, own), target, toFollower: true });
    });
    this.links = links;
    links.forEach(({ spec, toFollower }, link) => {
      if (toFollower) return;
      const known = this.outgoing.get(spec.from);
      if (known === undefined) this.outgoing.set(spec.from, [link]);
      else known.push(link);
    });
  }

  /** Links that a fault brings up. */
  bridgesOf(fault: number): readonly number[] {
    return this.bridges.get(fault) ?? [];
  }

  get allBridges(): readonly number[] {
    return [...this.bridges.values()].flat();
  }

  /** Links that begin or end at a replica. */
  touching(replica: number): readonly number[] {
    return this.findAll(({ spec, target }) => spec.from === replica || target === replica);
  }

  /** Links that join a region's leader with others'. */
  abroad(region: number): readonly number[] {
    return this.findAll(
      ({ spec, target, toFollower }) => !toFollower && (spec.from === region || target === region),
    );
  }

  /** Links from one leader to another. */
  between(from: number, to: number): readonly number[] {
    return (this.outgoing.get(from) ?? []).filter((link) => this.links[link].target === to);
  }

  private findAll(isWanted: (link: ReplicationLink) => boolean): readonly number[] {
    return this.links.flatMap((link, i) => (isWanted(link) ? [i] : []));
  }
}

function betweenLeaders(spec: Link): ReplicationLink {
  return { spec, target: spec.to, toFollower: false };
}

function followerLink(region: number, latency: Link['latency']): Link {
  return { from: region, to: region, transport: 'fifo', latency, loss: 0, duplicate: 0, retransmitUs: 0 };
}
