/** Build a world from a scenario, run it to rest, and judge what happened. */
import { buildReport } from './world/build-report.js';
import { countDivergentKeys } from './check/convergence.js';
import { judgeWrites, type Fate } from './check/oracle.js';
import { nameHeldUp } from './world/describe-ordering.js';
import { collectEvidence } from './world/evidence.js';
import type { Losses, Observation } from './observation.js';
import type { HistoryOfRun } from './record/history-of-run.js';
import type { LostWrite } from './record/trace.js';
import type { Report } from './report.js';
import type { Scenario } from './scenario.js';
import { historyOf } from './world/judge-clients.js';
import { observeWorld } from './world/observe-world.js';
import { World, type WorldOptions } from './world/world.js';

export { addRandomFaults } from './fault/random-nemesis.js';
export type { Fate } from './check/oracle.js';
export type { ResolverRealm } from './resolution/resolver-guard.js';
export { findShapeProblem, isResolver, requireResolver } from './resolution/user-resolver.js';
export type { ShapeProblem } from './resolution/user-resolver.js';
export type { ResolverDefinition } from './resolution/user-resolver.js';

/** What may accompany a run without changing it. */
export type SimulateOptions = WorldOptions;

/** A finished run. */
export interface Run {
  readonly report: Report;
  /** Every lost write, in order of its id. */
  readonly lostWrites: readonly LostWrite[];
  /** The fate of one write; null where it was not acknowledged. */
  readonly fateOf: (write: number) => Fate | null;
  /** What clients saw; absent unless {@link SimulateOptions.logsRequests} asked for it. */
  readonly history?: HistoryOfRun;
}

/** Runs a scenario from beginning to end. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Run {
  return new Simulation(scenario, options).finish();
}

/** A run that is driven step by step. */
export class Simulation {
  private readonly world: World;
  private readonly limitUs: number;
  private run: Run | null = null;

  constructor(scenario: Scenario, options: SimulateOptions = {}) {
    this.world = new World(scenario, options);
    this.limitUs = this.world.limitUs;
  }

  /** True time of the last event that was processed. */
  get nowUs(): number {
    return this.world.nowUs;
  }

  /** True time of the next event; Infinity once the run has come to rest or to its limit. */
  get nextUs(): number {
    const { nextUs } = this.world;
    return nextUs <= this.limitUs ? nextUs : Infinity;
  }

  /** Processes one event; false when there is none left. */
  step(): boolean {
    return this.world.step(this.limitUs);
  }

  /** Processes every event up to and including this time. */
  runUntil(timeUs: number): void {
    const untilUs = Math.min(timeUs, this.limitUs);
    while (this.world.step(untilUs));
  }

  /** A look at this moment: that of the last event, or a later one before the next event. */
  observe(atUs = this.nowUs): Observation {
    const isFinished = this.run !== null || this.nextUs === Infinity;
    return observeWorld(this.world, { nowUs: Math.max(this.nowUs, Math.min(atUs, this.nextUs)), isFinished });
  }

  /** What would be lost and divergent if the run ended now. */
  losses(): Losses {
    const evidence = collectEvidence(this.world);
    const { fates } = judgeWrites(evidence);
    return { lost: fates.lost, pending: fates.pending, divergentKeys: countDivergentKeys(evidence) };
  }

  /** Runs to the end and judges. */
  finish(): Run {
    if (this.run !== null) return this.run;
    while (this.world.step(this.limitUs));
    const isAtRest = !this.world.hasWork;
    const { leadership, certification } = this.world.strategies;
    // Where others are waited for, requests may wait though nothing moves any more.
    if (!isAtRest || (leadership ?? certification) !== null) this.world.giveUp();
    const settled = isAtRest && nameHeldUp(this.world).length === 0;
    const { report, judgement } = buildReport(this.world, settled);
    const history = this.world.logsRequests ? historyOf(this.world) : null;
    this.run = { report, lostWrites: judgement.lostWrites, fateOf: judgement.fateOf, ...(history === null ? {} : { history }) };
    return this.run;
  }
}
