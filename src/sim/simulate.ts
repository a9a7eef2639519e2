/** Build a world from a scenario, run it to rest, and judge what happened. */
import { buildReport } from './build-report.js';
import { countDivergentKeys } from './check/convergence.js';
import { judgeWrites } from './check/oracle.js';
import { collectEvidence } from './evidence.js';
import type { LinkObservation, Losses, Observation, RegionObservation } from './observation.js';
import type { LostWrite } from './record/trace.js';
import type { Report } from './report.js';
import type { Scenario } from './scenario.js';
import { World, type WorldOptions } from './world.js';

/** What may accompany a run without changing it. */
export type SimulateOptions = WorldOptions;

/** A finished run. */
export interface Run {
  readonly report: Report;
  /** Every lost write, in order of its id. */
  readonly lostWrites: readonly LostWrite[];
}

/** Runs a scenario from beginning to end. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Run {
  return new Simulation(scenario, options).finish();
}

/** A run that is driven step by step. */
export class Simulation {
  readonly #world: World;
  readonly #limitUs: number;
  #run: Run | null = null;

  constructor(scenario: Scenario, options: SimulateOptions = {}) {
    this.#world = new World(scenario, options);
    this.#limitUs = this.#world.limitUs;
  }

  /** True time of the last event that was processed. */
  get nowUs(): number {
    return this.#world.nowUs;
  }

  /** True time of the next event; Infinity once the run has come to rest or to its limit. */
  get nextUs(): number {
    const { nextUs } = this.#world;
    return nextUs <= this.#limitUs ? nextUs : Infinity;
  }

  /** Processes one event; false when there is none left. */
  step(): boolean {
    return this.#world.step(this.#limitUs);
  }

  /** Processes every event up to and including this time. */
  runUntil(timeUs: number): void {
    const untilUs = Math.min(timeUs, this.#limitUs);
    while (this.#world.step(untilUs));
  }

  /** A look at this moment. */
  observe(): Observation {
    const world = this.#world;
    const links = observeLinks(world);
    const isFinished = this.#run !== null || this.nextUs === Infinity;
    const isWorking = world.nowUs < world.scenario.durationUs;
    return {
      nowUs: world.nowUs,
      events: world.events,
      phase: isFinished ? 'finished' : isWorking ? 'workload' : 'settling',
      regions: observeRegions(world, links),
      links,
      written: world.ops.count,
      applied: world.replicas.reduce((sum, { applied }) => sum + applied, 0),
      conflicts: world.ledger.conflicts.size,
    };
  }

  /** What would be lost and divergent if the run ended now. */
  losses(): Losses {
    const evidence = collectEvidence(this.#world);
    const { fates } = judgeWrites(evidence);
    return { lost: fates.lost, pending: fates.pending, divergentKeys: countDivergentKeys(evidence) };
  }

  /** Runs to the end and judges. */
  finish(): Run {
    if (this.#run !== null) return this.#run;
    while (this.#world.step(this.#limitUs));
    const settled = !this.#world.hasWork;
    if (!settled) this.#world.giveUp();
    const { report, judgement } = buildReport(this.#world, settled);
    this.#run = { report, lostWrites: judgement.lostWrites };
    return this.#run;
  }
}

function observeLinks(world: World): LinkObservation[] {
  return world.links.flatMap(({ spec, target, toFollower }, link) => {
    const outbox = world.multiLeader.outboxes[link];
    if (toFollower || !outbox.isOpen) return [];
    outbox.takeAcks(world.nowUs);
    const channel = world.channels[link];
    return {
      from: world.replicaNames[spec.from],
      to: world.replicaNames[target],
      state: channel.isUp ? ('up' as const) : ('cut' as const),
      latencyUs: channel.medianLatencyUs,
      inFlightWrites: channel.inFlightWrites,
      backlogWrites: outbox.backlog,
      lagUs: ageOfOldest(world, link),
    };
  });
}

function observeRegions(world: World, links: readonly LinkObservation[]): RegionObservation[] {
  const written = new Int32Array(world.scenario.regions.length);
  for (let op = 0; op < world.ops.count; op++) written[world.ops.leaderOf(op)]++;
  return world.scenario.regions.map(({ name }, region) => {
    const node = world.nodes[region];
    const outgoing = links.filter(({ from }) => from === name);
    return {
      name,
      state: node.hasLeft ? ('left' as const) : node.isUp ? ('up' as const) : ('down' as const),
      skewUs: node.clock.skewUs(world.nowUs),
      written: written[region],
      applied: world.replicas[region].applied,
      backlogWrites: outgoing.reduce((sum, { backlogWrites }) => sum + backlogWrites, 0),
      lagUs: Math.max(0, ...outgoing.map(({ lagUs }) => lagUs)),
    };
  });
}

function ageOfOldest(world: World, link: number): number {
  const { ackedTo, log, backlog } = world.multiLeader.outboxes[link];
  if (backlog === 0 || ackedTo >= log.length) return 0;
  return world.nowUs - world.ledger.acceptedAtUs(log.opAt(ackedTo));
}
