/** Drives a simulation at the pace people watch it, never longer than a frame can spare. */
import type { Losses, Observation } from '../../../sim/observation.js';
import type { TraceSink } from '../../../sim/record/trace.js';
import type { Report } from '../../../sim/report.js';
import type { Scenario } from '../../../sim/scenario.js';
import type { Run } from '../../../sim/simulate.js';
import { LiveRecord } from '../../view/live/live-record.js';
import { plannedEndUs } from '../../view/live/live-state.js';
import type { Judgement, LiveState, LossCounts, Playback } from '../../view/live/live-state.js';
import { fasterThan, slowerThan, speedFor } from '../../view/live/speed.js';
import { HistoryKeeper } from './history-keeper.js';

/** A simulation as the player drives it. */
export interface PlayableSimulation {
  readonly nextUs: number;
  step(): boolean;
  observe(): Observation;
  losses(): Losses;
  finish(): Run;
}

/** What a player plays, and the world it plays in. */
export interface PlayerOptions {
  readonly scenario: Scenario;
  /** Makes the simulation at its start; the same one every time. */
  readonly start: (trace: TraceSink) => PlayableSimulation;
  readonly judge: (report: Report) => Judgement;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
}

/** The part of what is shown that comes from the run. */
export type PlayerState = Omit<LiveState, 'focus'>;

/** Milliseconds of simulation in one tick. */
const tickBudgetMs = 15;
/** The same when there is nothing to do but get to the end. */
const hurryBudgetMs = 22;
/** Events between two looks at the clock. */
const eventsPerLook = 32;
/** Losses cost time in proportion to the writes: they are not counted above this. */
const mostWritesForLosses = 200_000;
/** Least time between two counts of the losses, and its share of the time at most. */
const lossesEveryMs = 250;
const lossesShare = 20;

/** A run that can be played, paused, stepped, restarted and hurried to its end. */
export class Player {
  readonly #options: PlayerOptions;
  readonly #plannedUs: number;
  #simulation: PlayableSimulation;
  #record: LiveRecord;
  #history: HistoryKeeper;
  #observation: Observation;
  #playback: Playback;
  #judgement: Judgement | null = null;
  #losses: LossCounts | null = null;
  /** What losses were counted at, in events; −1 before the first count. */
  #lossesAtEvents = -1;
  #lossesDueMs = 0;
  #discardsKnown = 0;
  /** The simulated moment that is shown: up to here everything has happened. */
  #shownUs = 0;
  #lastTickMs: number;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#plannedUs = plannedEndUs(options.scenario);
    this.#record = new LiveRecord(this.#plannedUs);
    this.#history = new HistoryKeeper(this.#plannedUs);
    this.#simulation = options.start((event) => this.#record.hear(event));
    this.#observation = this.#simulation.observe();
    this.#playback = { mode: 'running', speed: speedFor(this.#plannedUs), isHurrying: false };
    this.#lastTickMs = options.clock();
  }

  /** What there is to show. */
  get state(): PlayerState {
    const nowUs = Math.max(this.#observation.nowUs, this.#shownUs);
    return {
      scenario: this.#options.scenario,
      observation: { ...this.#observation, nowUs },
      losses: this.#losses,
      history: this.#history.history,
      record: this.#record,
      playback: this.#playback,
      judgement: this.#judgement,
    };
  }

  /** Lets the time since the last tick pass in the simulation; true when there is news to show. */
  tick(): boolean {
    const nowMs = this.#options.clock();
    // A tick that comes late, as after a suspension, is not made up for.
    const passedMs = Math.min(100, nowMs - this.#lastTickMs);
    this.#lastTickMs = nowMs;
    switch (this.#playback.mode) {
      case 'running':
        this.#advance(nowMs, passedMs);
        this.#countLosses(nowMs);
        return true;
      case 'judging':
        this.#finish();
        return true;
      case 'paused':
        return this.#countLosses(nowMs);
      case 'finished':
        return false;
    }
  }

  /** Runs when it was paused, pauses when it ran. */
  toggle(): void {
    const mode = this.#playback.mode === 'running' ? 'paused' : 'running';
    this.#playback = { ...this.#playback, mode, isHurrying: false };
  }

  /** Pauses, and processes one event. */
  step(): void {
    this.#playback = { ...this.#playback, mode: 'paused', isHurrying: false };
    if (this.#simulation.nextUs > this.#history.dueUs) this.#sample(this.#simulation.nextUs);
    const hasStepped = this.#simulation.step();
    this.#observation = this.#simulation.observe();
    this.#shownUs = Math.max(this.#shownUs, this.#observation.nowUs);
    if (!hasStepped || this.#simulation.nextUs === Infinity) this.#setMode('judging');
  }

  /** When the next event is due; Infinity when there is none. */
  get nextUs(): number {
    return this.#simulation.nextUs;
  }

  /** Plays up to a moment, as long as there is time, and stands; true when it is there. */
  playTo(targetUs: number, untilMs: number): boolean {
    if (this.#playback.mode === 'judging' || this.#playback.mode === 'finished') return true;
    this.#playback = { ...this.#playback, mode: 'paused', isHurrying: false };
    const isThere = this.#processUntil(targetUs, untilMs);
    this.#observation = this.#simulation.observe();
    if (isThere) this.#shownUs = Math.max(this.#shownUs, Math.min(targetUs, this.#simulation.nextUs));
    else this.#shownUs = this.#observation.nowUs;
    if (this.#simulation.nextUs === Infinity) this.#setMode('judging');
    return isThere;
  }

  /** More simulated time a second. */
  goFaster(): void {
    this.#playback = { ...this.#playback, speed: fasterThan(this.#playback.speed) };
  }

  /** Less simulated time a second. */
  goSlower(): void {
    this.#playback = { ...this.#playback, speed: slowerThan(this.#playback.speed) };
  }

  /** Runs to the end as fast as the machine can. */
  hurryToEnd(): void {
    this.#playback = { ...this.#playback, mode: 'running', isHurrying: true };
  }

  /** Begins the same run anew, paused. */
  restart(): void {
    this.#record = new LiveRecord(this.#plannedUs);
    this.#history = new HistoryKeeper(this.#plannedUs);
    this.#simulation = this.#options.start((event) => this.#record.hear(event));
    this.#observation = this.#simulation.observe();
    this.#playback = { ...this.#playback, mode: 'paused', isHurrying: false };
    this.#judgement = null;
    this.#losses = null;
    this.#lossesAtEvents = -1;
    this.#discardsKnown = 0;
    this.#shownUs = 0;
  }

  #setMode(mode: Playback['mode']): void {
    this.#playback = { ...this.#playback, mode };
  }

  #advance(startMs: number, passedMs: number): void {
    const { isHurrying, speed } = this.#playback;
    const targetUs = isHurrying ? Infinity : this.#shownUs + passedMs * 1000 * speed;
    const untilMs = startMs + (isHurrying ? hurryBudgetMs : tickBudgetMs);
    const hasCaughtUp = this.#processUntil(targetUs, untilMs);
    this.#observation = this.#simulation.observe();
    // When the machine cannot keep the pace, the pace drops; a debt would freeze the view later.
    this.#shownUs = hasCaughtUp && !isHurrying ? targetUs : this.#observation.nowUs;
    if (this.#simulation.nextUs === Infinity) this.#setMode('judging');
  }

  /** True when every event up to the target was processed before the time was up. */
  #processUntil(targetUs: number, untilMs: number): boolean {
    const simulation = this.#simulation;
    const { clock } = this.#options;
    do {
      for (let count = 0; count < eventsPerLook; count += 1) {
        const { nextUs } = simulation;
        if (nextUs > targetUs || nextUs === Infinity) return true;
        if (nextUs > this.#history.dueUs) this.#sample(nextUs);
        simulation.step();
      }
    } while (clock() < untilMs);
    return false;
  }

  #sample(beforeUs: number): void {
    const observation = this.#simulation.observe();
    this.#history.add({ observation, losses: this.#losses }, beforeUs);
  }

  /** True when the losses were counted anew. */
  #countLosses(nowMs: number): boolean {
    const { events, written } = this.#observation;
    if (events === this.#lossesAtEvents || nowMs < this.#lossesDueMs) return false;
    if (written >= mostWritesForLosses) {
      this.#losses = null;
      return false;
    }
    const { lost, divergentKeys } = this.#simulation.losses();
    const tookMs = this.#options.clock() - nowMs;
    this.#lossesDueMs = nowMs + Math.max(lossesEveryMs, tookMs * lossesShare);
    this.#markSilentLosses(lost);
    this.#lossesAtEvents = events;
    this.#losses = { lost, divergentKeys };
    return true;
  }

  /** Losses that no discarded version explains, as when a strategy misses its conflicts. */
  #markSilentLosses(lost: number): void {
    const hasDiscarded = this.#record.discards > this.#discardsKnown;
    this.#discardsKnown = this.#record.discards;
    const isMore = lost > (this.#losses?.lost ?? 0);
    if (isMore && !hasDiscarded) this.#record.markLoss(this.#observation.nowUs);
  }

  #finish(): void {
    const { report } = this.#simulation.finish();
    this.#observation = this.#simulation.observe();
    this.#losses = {
      lost: report.lostWrites.total,
      divergentKeys: report.convergence.divergentKeys,
    };
    this.#judgement = this.#options.judge(report);
    this.#setMode('finished');
    this.#sample(this.#observation.nowUs);
  }
}
