/** From a world to what a live view sees of one moment. */
import { lagEdgesUs } from '../base/lag-edges.js';
import type { LinkObservation, Observation, PairLag, RegionObservation } from '../observation.js';
import type { Owed } from '../replication/outbox.js';
import type { Node } from './node.js';
import type { SingleLeadership } from './single-leadership.js';
import type { World } from './world.js';

/** Takes a look between two events: at a time that is not before the last one, nor after the next. */
export function observeWorld(world: World, { nowUs, isFinished }: Moment): Observation {
  const links = observeLinks(world, nowUs);
  const isWorking = nowUs < world.scenario.durationUs;
  return {
    nowUs,
    events: world.events,
    phase: isFinished ? 'finished' : isWorking ? 'workload' : 'settling',
    regions: observeRegions(world, { nowUs, links }),
    links,
    written: world.ops.count,
    applied: world.replicas.reduce((sum, { applied }) => sum + applied, 0),
    conflicts: world.ledger.conflicts.size,
    staleReads: world.staleReads?.count ?? null,
    firstStaleReadUs: world.staleReads?.first?.sentAtUs ?? null,
  };
}

/** The lag of every leader's writes at every other one. Costs time in proportion to the pairs. */
export function observeLags({ scenario, ledger }: World): PairLag[] {
  const { regions } = scenario;
  return regions.flatMap(({ name: from }, leader) =>
    regions.flatMap(({ name: to }, replica) => {
      if (replica === leader) return [];
      const lag = ledger.lagOf(leader, replica);
      const none = { from, to, count: 0, p50Us: null, p99Us: null, shape: [] };
      if (lag === undefined) return [none];
      const shape = lag.countBetween(lagEdgesUs);
      return [{ from, to, count: lag.count, p50Us: lag.percentile(0.5), p99Us: lag.percentile(0.99), shape }];
    }),
  );
}

/** When a look is taken. */
export interface Moment {
  readonly nowUs: number;
  readonly isFinished: boolean;
}

function observeLinks(world: World, nowUs: number): LinkObservation[] {
  const { links, channels, replicaNames } = world;
  const { outboxes } = world.multiLeader.shipping;
  const seen: LinkObservation[] = [];
  for (let link = 0; link < links.length; link++) {
    const { spec, target, toFollower } = links[link];
    const outbox = outboxes[link];
    if (toFollower || !outbox.isOpen) continue;
    const owed = outbox.lookAt(nowUs);
    const channel = channels[link];
    seen.push({
      from: replicaNames[spec.from],
      to: replicaNames[target],
      state: channel.isUp ? 'up' : 'cut',
      latencyUs: channel.medianLatencyUs,
      loss: channel.condition.loss,
      inFlightWrites: channel.inFlightWrites,
      waitingWrites: outbox.waiting,
      backlogWrites: owed.backlog,
      lagUs: ageOfOldest(world, { link, nowUs, owed }),
    });
  }
  return seen;
}

interface SeenLinks {
  readonly nowUs: number;
  readonly links: readonly LinkObservation[];
}

function observeRegions(world: World, { nowUs, links }: SeenLinks): RegionObservation[] {
  const { leadership } = world.strategies;
  if (leadership !== null) return observeMembers(world, { leadership, nowUs });
  const queues = new Map<string, { backlogWrites: number; lagUs: number }>();
  for (const { from, backlogWrites, lagUs } of links) {
    const queue = queues.get(from);
    if (queue === undefined) queues.set(from, { backlogWrites, lagUs });
    else {
      queue.backlogWrites += backlogWrites;
      queue.lagUs = Math.max(queue.lagUs, lagUs);
    }
  }
  return world.scenario.regions.map(({ name }, region) => {
    const node = world.nodes[region];
    return {
      name,
      state: stateOf(node),
      skewUs: node.clock.skewUs(nowUs),
      written: world.replicas[region].accepted,
      applied: world.replicas[region].applied,
      backlogWrites: queues.get(name)?.backlogWrites ?? 0,
      lagUs: Math.max(0, queues.get(name)?.lagUs ?? 0),
    };
  });
}

/** What others lack is the leader's to send. */
interface SeenMembers {
  readonly nowUs: number;
  readonly leadership: SingleLeadership;
}

function observeMembers(world: World, { nowUs, leadership: { view } }: SeenMembers): RegionObservation[] {
  const regions = world.scenario.regions.map((_, region) => region);
  const leader = view.leader?.index ?? -1;
  const behind = regions.filter((region) => !world.nodes[region].hasLeft).map((region) => view.behind(region));
  const ages = behind.map(({ oldest }) => (oldest < 0 ? 0 : nowUs - world.ledger.acceptedAtUs(oldest)));
  return regions.map((region) => ({
    name: world.scenario.regions[region].name,
    state: stateOf(world.nodes[region]),
    leads: region === leader,
    skewUs: world.nodes[region].clock.skewUs(nowUs),
    written: world.replicas[region].accepted,
    applied: world.replicas[region].applied,
    backlogWrites: region === leader ? behind.reduce((sum, { entries }) => sum + entries, 0) : 0,
    lagUs: region === leader ? Math.max(0, ...ages) : 0,
  }));
}

function stateOf(node: Node): RegionObservation['state'] {
  if (node.hasLeft) return 'left';
  if (!node.isUp) return 'down';
  return node.isPaused ? 'paused' : 'up';
}

interface OwedOverLink {
  readonly link: number;
  readonly nowUs: number;
  readonly owed: Owed;
}

function ageOfOldest(world: World, { link, nowUs, owed }: OwedOverLink): number {
  if (owed.backlog === 0) return 0;
  const oldest = world.multiLeader.shipping.oldestDue(link, owed.ackedTo);
  return oldest < 0 ? 0 : nowUs - world.ledger.acceptedAtUs(oldest);
}
