/** Build a world from a scenario, run it to rest, and judge what happened. */
import { buildReport } from './world/build-report.js';
import { HeapImages, listReachable, type HeapImage } from './checkpoint/heap-image.js';
import { countDivergentKeys } from './check/convergence.js';
import { judgeWrites } from './check/oracle.js';
import { nameHeldUp } from './world/describe-ordering.js';
import { collectEvidence } from './world/evidence.js';
import type { KeyInspection } from './key-inspection.js';
import type { Losses, Observation, PairLag } from './observation.js';
import type { HistoryOfRun } from './record/history-of-run.js';
import type { LostWrite } from './record/trace.js';
import type { Report } from './report.js';
import type { Scenario } from './scenario.js';
import { findDisorder, type Disorder } from './world/find-disorder.js';
import { historyOf } from './world/judge-clients.js';
import { KeyInspector } from './world/inspect/key-inspector.js';
import { observeLags, observeWorld } from './world/observe-world.js';
import { World, type WorldOptions } from './world/world.js';

export { addRandomFaults } from './fault/random-nemesis.js';
export { fateOf } from './check/oracle.js';
export type { Fate } from './check/oracle.js';
export type { Disorder } from './world/find-disorder.js';
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
  /** The fate of every write, for {@link fateOf}. */
  readonly writeFates: Uint8Array;
  /** What clients saw; absent unless {@link SimulateOptions.logsRequests} asked for it. */
  readonly history?: HistoryOfRun;
}

/**
 * What became of the writes of a finished run, without what clients are judged by, which costs most of a report.
 * Its functions ask the simulation: they are of no use once that was taken elsewhere.
 */
export interface Ending {
  readonly fingerprint: string;
  readonly settled: boolean;
  /** Events that were processed. */
  readonly events: number;
  readonly lostWrites: Run['lostWrites'];
  readonly writeFates: Run['writeFates'];
  /**
   * What stands for the request that a write was made for, the same in every run under one seed; null where no
   * client asked for it: it was made to put siblings together.
   */
  readonly requestOf: (write: number) => number | null;
  /** The writes of a request, in order: several where it was carried out again. */
  readonly writesOf: (request: number) => readonly number[];
}

/** A moment of a simulation that it can be taken back to. */
export interface Checkpoint {
  /** True time of the last event that had been processed. */
  readonly nowUs: number;
  /** Events that had been processed. */
  readonly events: number;
  /** About how many bytes it holds that no other checkpoint of the simulation holds. */
  readonly bytes: number;
}

/** Runs a scenario from beginning to end. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Run {
  return new Simulation(scenario, options).finish();
}

/** A run that is driven step by step. */
export class Simulation {
  private readonly options: SimulateOptions;
  private inspector: KeyInspector;
  private readonly world: World;
  private readonly limitUs: number;
  private run: Run | null = null;
  /** Once it has ended: whether it came to rest. */
  private isSettled: boolean | null = null;
  /** Null until somebody wants a checkpoint. */
  private images: HeapImages | null = null;
  private readonly moments = new WeakMap<Checkpoint, Moment>();

  constructor(scenario: Scenario, options: SimulateOptions = {}) {
    this.options = options;
    this.world = new World(scenario, options);
    this.inspector = new KeyInspector(this.world);
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

  /** A look at this moment; or at a later one, but not past the next event: what was sent may have arrived by then. */
  observe(atUs = this.nowUs): Observation {
    const isFinished = this.run !== null || this.nextUs === Infinity;
    const nowUs = Math.max(this.nowUs, Math.min(atUs, this.nextUs));
    return observeWorld(this.world, { nowUs, isFinished });
  }

  /** What every replica holds of a key, at a moment as of {@link observe}; null for a key that there is not. */
  inspect(key: string, atUs = this.nowUs): KeyInspection | null {
    return this.inspector.inspect(key, Math.max(this.nowUs, Math.min(atUs, this.nextUs)));
  }

  /** Keys written so far with a text in their names, those that begin with it first. */
  findKeys(text: string, most: number): readonly string[] {
    return this.inspector.findKeys(text, most);
  }

  /** How long writes took from leader to leader so far. */
  lags(): PairLag[] {
    return observeLags(this.world);
  }

  /**
   * Keeps this moment, so that the run can be taken back to it. Costs time and memory in proportion to what
   * the run holds, and never changes it.
   */
  checkpoint(): Checkpoint {
    const { world, run, isSettled } = this;
    this.images ??= new HeapImages(world, listReachable([world.scenario], Object.values(this.options)));
    const image = this.images.take();
    const checkpoint = { nowUs: world.nowUs, events: world.events, bytes: image.ownBytes };
    this.moments.set(checkpoint, { image, run, isSettled });
    return checkpoint;
  }

  /**
   * Takes the run back, or forward, to a checkpoint of this very simulation. The trace hears again the events
   * that follow. Throws for a checkpoint of another simulation.
   */
  restore(checkpoint: Checkpoint): void {
    const moment = this.moments.get(checkpoint);
    if (moment === undefined || this.images === null) {
      throw new Error('This checkpoint was taken of another simulation: restore it there.');
    }
    this.images.restore(moment.image);
    // What it remembers of the writes may be of another time.
    this.inspector = new KeyInspector(this.world);
    this.run = moment.run;
    this.isSettled = moment.isSettled;
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
    const { report, judgement } = buildReport(this.world, this.end());
    const history = this.world.logsRequests ? historyOf(this.world) : null;
    this.run = { report, lostWrites: judgement.lostWrites, writeFates: judgement.writeFates, ...(history === null ? {} : { history }) };
    return this.run;
  }

  /** Why no order explains what clients were answered; null while the run goes on, and where one does. */
  findDisorder(): Disorder | null {
    return this.run?.report.clients.linearizable === 'violated' ? findDisorder(this.world) : null;
  }

  /** Runs to the end and judges the writes alone. */
  finishWrites(): Ending {
    const settled = this.end();
    const { world } = this;
    const { lostWrites, writeFates } = judgeWrites(collectEvidence(world));
    return {
      fingerprint: world.fingerprint.toHex(),
      settled,
      events: world.events,
      lostWrites,
      writeFates,
      requestOf: (write) => world.requestOf(write),
      writesOf: (request) => {
        const writes: number[] = [];
        for (let write = 0; write < world.ops.count; write++) if (world.requestOf(write) === request) writes.push(write);
        return writes;
      },
    };
  }

  /** Runs to the end; whether it came to rest. */
  private end(): boolean {
    if (this.isSettled !== null) return this.isSettled;
    while (this.world.step(this.limitUs));
    const isAtRest = !this.world.hasWork;
    const { leadership, certification } = this.world.strategies;
    // Where others are waited for, requests may wait though nothing moves any more.
    if (!isAtRest || (leadership ?? certification) !== null) this.world.giveUp();
    this.isSettled = isAtRest && nameHeldUp(this.world).length === 0;
    return this.isSettled;
  }
}

/** What a checkpoint stands for. */
interface Moment {
  readonly image: HeapImage;
  readonly run: Run | null;
  readonly isSettled: boolean | null;
}
