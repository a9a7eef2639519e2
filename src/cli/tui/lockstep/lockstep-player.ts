/** Drives several runs by one clock: none is shown at another moment than the others. */
import type { PlayerState } from '../live/player.js';
import { momentAfter, momentBefore } from '../../view/lockstep/lockstep-marks.js';
import type { Lane, LockstepMode, Parting } from '../../view/lockstep/lockstep-state.js';
import { plannedEndUs } from '../../view/live/live-state.js';
import { fasterThan, slowerThan, speedFor } from '../../view/live/speed.js';

/** What lockstep needs of a player. */
export interface LanePlayer {
  readonly state: PlayerState;
  /** When its next event is due; Infinity when there is none. */
  readonly nextUs: number;
  /** Counts and looks ahead; `spareMs` is the time for it. */
  tick(spareMs: number): boolean;
  toggle(): void;
  /** Plays up to a moment, as long as there is time; true when it is there. */
  playTo(targetUs: number, untilMs: number): boolean;
  /** Goes to the latest moment it knows that is not beyond this one. */
  windTo(atUs: number): void;
}

/** A run with what it is called. */
export interface PlayedLane {
  readonly name: string;
  readonly player: LanePlayer;
}

/** Milliseconds of simulation in one tick, all runs together. */
const tickBudgetMs = 14;
/** A tick's way is gone in so many parts: where the machine cannot keep the pace, the rest is let go. */
const partsPerTick = 6;
/** Parts of the run between two looks whether there is a mark. */
const looksPerRun = 400;

/** Several runs that are played, paused, stepped and sent to a moment together. */
export class LockstepPlayer {
  readonly #lanes: readonly PlayedLane[];
  readonly #clock: () => number;
  readonly #plannedUs: number;
  #mode: LockstepMode = 'paused';
  #speed: number;
  /** The moment that all runs are at when none of them is under way. */
  #targetUs = 0;
  /** Where the journey ends that they are on. */
  #goalUs = 0;
  #hasArrived = true;
  #searchFromUs = 0;
  #lastTickMs: number;

  constructor(lanes: readonly PlayedLane[], clock: () => number) {
    this.#lanes = lanes;
    for (const { player } of lanes) if (player.state.playback.mode === 'running') player.toggle();
    this.#clock = clock;
    this.#plannedUs = Math.max(...lanes.map(({ player }) => plannedEndUs(player.state.scenario)));
    this.#speed = speedFor(this.#plannedUs);
    this.#lastTickMs = clock();
  }

  get mode(): LockstepMode {
    return this.#mode;
  }

  get speed(): number {
    return this.#speed;
  }

  /** The moment that all runs are at. */
  get nowUs(): number {
    return this.#mode === 'finished' ? Math.max(...this.lanes.map(({ state }) => state.observation.nowUs)) : this.#targetUs;
  }

  /** Where the timeline ends. */
  get endUs(): number {
    return Math.max(this.#plannedUs, this.nowUs);
  }

  get lanes(): readonly Lane[] {
    return this.#lanes.map(({ name, player }) => ({ name, state: player.state }));
  }

  /** Lets the time since the last tick pass in all runs; true when there is news to show. */
  tick(parting: Parting): boolean {
    const nowMs = this.#clock();
    const passedMs = Math.min(100, nowMs - this.#lastTickMs);
    this.#lastTickMs = nowMs;
    const untilMs = nowMs + tickBudgetMs;
    const isMoving = this.#mode !== 'paused' && this.#mode !== 'finished';
    if (this.#mode === 'running') this.#run(passedMs, untilMs);
    else if (this.#mode === 'seeking') this.#seek(untilMs);
    else if (this.#mode === 'searching') this.#search(untilMs, parting);
    else this.#goOn(untilMs);
    let hasNews = isMoving;
    this.#lanes.forEach(({ player }, index) => {
      const spareMs = (untilMs - this.#clock()) / (this.#lanes.length - index);
      hasNews = player.tick(spareMs) || hasNews;
    });
    if (this.#mode !== 'finished' && this.#isFinished) this.#mode = 'finished';
    return hasNews;
  }

  /** Runs when they were paused, pauses when they moved. */
  toggle(): void {
    if (this.#mode === 'finished') return;
    this.#mode = this.#mode === 'paused' ? 'running' : 'paused';
  }

  /** More simulated time a second. */
  goFaster(): void {
    this.#speed = fasterThan(this.#speed);
  }

  /** Less simulated time a second. */
  goSlower(): void {
    this.#speed = slowerThan(this.#speed);
  }

  /** Pauses, and goes on to the next event of any of them. */
  step(): void {
    const nextUs = Math.min(...this.#lanes.map(({ player }) => player.nextUs));
    this.seek(nextUs === Infinity ? this.endUs : nextUs);
  }

  /** Pauses, and goes back to before the last event of any of them. */
  stepBack(): void {
    const lastUs = Math.max(...this.lanes.map(({ state }) => lastEventUs(state, this.nowUs)));
    this.seek(Math.max(0, lastUs - 1));
  }

  /** To a moment; they stand there. */
  seek(atUs: number): void {
    this.#goTo(Math.max(0, atUs));
  }

  /** On to the end of all runs. */
  hurryToEnd(): void {
    this.#goTo(Infinity);
  }

  /** On or back by a share of the run. */
  shift(share: number): void {
    this.seek(this.nowUs + share * this.#plannedUs);
  }

  /** On to the first mark after this moment, known already or not. */
  searchMark(): void {
    this.#searchFromUs = this.nowUs;
    this.#mode = 'searching';
  }

  /** Back to the last mark before this moment. */
  seekMarkBefore(parting: Parting): void {
    this.seek(momentBefore(this.lanes, this.nowUs, momentsOf(parting)));
  }

  get #isFinished(): boolean {
    return this.#lanes.every(({ player }) => player.state.playback.mode === 'finished');
  }

  #goTo(goalUs: number): void {
    if (goalUs < Infinity) {
      for (const { player } of this.#lanes) player.windTo(goalUs);
      this.#aim(Math.min(goalUs, Math.max(...this.lanes.map(({ state }) => state.observation.nowUs))));
    }
    this.#goalUs = goalUs;
    this.#mode = 'seeking';
  }

  #run(passedMs: number, untilMs: number): void {
    const partUs = (passedMs * 1000 * this.#speed) / partsPerTick;
    for (let part = 0; part < partsPerTick; part += 1) {
      if (!this.#goOn(untilMs)) return;
      this.#aim(this.#targetUs + partUs);
    }
    this.#goOn(untilMs);
  }

  #seek(untilMs: number): void {
    while (this.#goOn(untilMs)) {
      const nextUs = Math.min(...this.#lanes.map(({ player }) => player.nextUs));
      if (this.#targetUs >= this.#goalUs || nextUs === Infinity) {
        this.#mode = 'paused';
        return;
      }
      // In small parts, so that what is shown on the way is one moment too.
      this.#aim(Math.min(this.#goalUs, Math.max(nextUs, this.#targetUs + this.#plannedUs / looksPerRun)));
    }
  }

  #search(untilMs: number, parting: Parting): void {
    while (this.#goOn(untilMs)) {
      const found = momentAfter(this.lanes, this.#searchFromUs, momentsOf(parting));
      if (found !== null && found <= this.#targetUs) return this.seek(found);
      const nextUs = Math.min(...this.#lanes.map(({ player }) => player.nextUs));
      if (nextUs === Infinity) {
        this.#mode = 'paused';
        return;
      }
      const lookUs = Math.max(nextUs, this.#targetUs + this.#plannedUs / looksPerRun);
      this.#aim(Math.min(lookUs, found ?? Infinity));
    }
  }

  #aim(targetUs: number): void {
    this.#targetUs = targetUs;
    this.#hasArrived = false;
  }

  /** True when all are at the moment that was aimed at. */
  #goOn(untilMs: number): boolean {
    if (this.#hasArrived) return this.#clock() < untilMs;
    const startMs = this.#clock();
    const share = Math.max(1, untilMs - startMs) / this.#lanes.length;
    // Each run has its part of the time, whatever the ones before it needed.
    const arrived = this.#lanes.map(({ player }, index) => player.playTo(this.#targetUs, startMs + share * (index + 1)));
    this.#hasArrived = arrived.every(Boolean);
    return this.#hasArrived && this.#clock() < untilMs;
  }
}

function momentsOf(parting: Parting): readonly number[] {
  return parting.kind === 'found' ? [parting.atUs] : [];
}

/** The observation may be of a later moment than the last event. */
function lastEventUs({ record }: PlayerState, nowUs: number): number {
  const [last] = record.log.newest(1, ({ atUs }) => atUs <= nowUs);
  return last?.atUs ?? 0;
}
