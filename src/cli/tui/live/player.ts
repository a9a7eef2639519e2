/** Drives a run at the pace people watch it, to any of its moments, never longer than a frame can spare. */
import { assertNever } from '../../../sim/base/assert.js';
import type { KeyInspection } from '../../../sim/key-inspection.js';
import type { Observation, PairLag } from '../../../sim/observation.js';
import type { TraceSink } from '../../../sim/record/trace.js';
import type { Report } from '../../../sim/report.js';
import type { Scenario } from '../../../sim/scenario.js';
import { Chronicle } from '../../view/live/chronicle.js';
import { plannedEndUs } from '../../view/live/live-state.js';
import type { Judgement, LiveState, LossCounts, Playback } from '../../view/live/live-state.js';
import { markAfter, markBefore } from '../../view/live/marks.js';
import { fasterThan, slowerThan, speedFor } from '../../view/live/speed.js';
import type { Goal } from './checkpoint-shelf.js';
import { mostWritesForLosses } from './tape.js';
import type { PlayableSimulation } from './tape.js';
import { Tapes } from './tapes.js';

export type { PlayableSimulation } from './tape.js';

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
export type PlayerState = Omit<LiveState, 'focus' | 'lags' | 'inspection' | 'keyChoice'>;

/** Milliseconds of simulation in one tick, the scout's included. */
const tickBudgetMs = 15;
/** The same when there is nothing to do but get somewhere. */
const hurryBudgetMs = 22;
/** What a person who asked for another moment waits for it before the next frame is drawn. */
const seekBudgetMs = 80;
/** Least time between two counts of the losses, and its share of the time at most. */
const lossesEveryMs = 250;
const lossesShare = 20;
/** Parts of a run that `forward` and `back` move by. */
const leapsPerRun = 100;

/** A way to another moment. */
interface Journey {
  readonly goal: Goal;
  /** Only as far as the next mark, wherever that is. */
  readonly toMarkAfterUs: number | null;
  /** It goes on running there. */
  readonly runsOn: boolean;
}

/** A run that can be played, paused, stepped to and fro, and taken to any moment. */
export class Player {
  readonly #options: PlayerOptions;
  readonly #plannedUs: number;
  readonly #chronicle: Chronicle;
  readonly #tapes: Tapes;
  #observation: Observation;
  #playback: Playback;
  /** Once the run has come to its end. */
  #outcome: Outcome | null = null;
  #journey: Journey | null = null;
  #losses: LossCounts | null = null;
  /** What losses were counted at, in events; −1 before the first count at this stretch. */
  #lossesAtEvents = -1;
  #lossesDueMs = 0;
  #lossesTookMs = 0;
  #discardsKnown = 0;
  /** The simulated moment that is shown: up to here everything has happened. */
  #shownUs = 0;
  #marksShown = 0;
  #lastTickMs: number;

  constructor(options: PlayerOptions) {
    const { scenario, start, clock } = options;
    this.#options = options;
    this.#plannedUs = plannedEndUs(scenario);
    this.#chronicle = new Chronicle(scenario);
    this.#tapes = new Tapes({ start, clock, chronicle: this.#chronicle });
    this.#observation = this.#tapes.shown.observe();
    this.#playback = { mode: 'running', speed: speedFor(this.#plannedUs), isHurrying: false };
    this.#lastTickMs = clock();
  }

  /** What there is to show. */
  get state(): PlayerState {
    const nowUs = Math.max(this.#observation.nowUs, this.#shownUs);
    return {
      scenario: this.#options.scenario,
      observation: { ...this.#observation, nowUs },
      losses: this.#losses,
      history: this.#chronicle.historyAt(nowUs),
      record: this.#tapes.shown.record,
      marks: this.#chronicle.marks,
      firstSeenUs: this.#chronicle.firstSeen(nowUs),
      playback: this.#playback,
      judgement: this.#playback.mode === 'finished' ? this.judgement : null,
    };
  }

  /** What the end came to, wherever the player is now; null until it was there. */
  get judgement(): Judgement | null {
    return this.#outcome?.judgement ?? null;
  }

  /** About how many bytes are held so that other moments are near. */
  get checkpointBytes(): number {
    return this.#tapes.bytes;
  }

  /** Where a key stands at the moment shown; null for a key that there is not. */
  inspect(key: string): KeyInspection | null {
    return this.#tapes.shown.inspect(key, Math.max(this.#observation.nowUs, this.#shownUs));
  }

  /** Written keys with a text in their names, the nearest first. */
  findKeys(text: string, most: number): readonly string[] {
    return this.#tapes.shown.findKeys(text, most);
  }

  /** How long writes took from leader to leader up to the moment shown. */
  lags(): readonly PairLag[] {
    return this.#tapes.shown.lags();
  }

  /** Lets the time since the last tick pass in the simulation; true when there is news to show. */
  tick(spareMs = tickBudgetMs): boolean {
    const nowMs = this.#options.clock();
    // A tick that comes late, as after a suspension, is not made up for.
    const passedMs = Math.min(100, nowMs - this.#lastTickMs);
    this.#lastTickMs = nowMs;
    const { mode } = this.#playback;
    switch (mode) {
      case 'running':
        this.#advance(nowMs, passedMs);
        this.#countLosses(nowMs);
        this.#scout(nowMs + tickBudgetMs);
        return true;
      case 'seeking':
        this.#travel(nowMs + hurryBudgetMs);
        return true;
      case 'judging':
        this.#finish();
        return true;
      case 'paused': {
        const hasCounted = this.#countLosses(nowMs);
        return this.#scout(nowMs + spareMs) || hasCounted;
      }
      case 'finished':
        return false;
      default:
        return assertNever(mode);
    }
  }

  /** Runs when it was paused, pauses when it ran; at the end there is nothing to run. */
  toggle(): void {
    if (this.#playback.mode === 'judging' || this.#playback.mode === 'finished') return;
    const mode = this.#playback.mode === 'running' ? 'paused' : 'running';
    this.#journey = null;
    this.#playback = { ...this.#playback, mode, isHurrying: false };
  }

  /** Pauses, and processes one event. */
  step(): void {
    this.seek({ kind: 'event', events: this.#tapes.shown.events + 1 });
  }

  /** Pauses, and goes back to before the last event. */
  stepBack(): void {
    this.seek({ kind: 'event', events: Math.max(0, this.#tapes.shown.events - 1) });
  }

  /** Pauses at the next mark, however far that is; at the end when there is none. */
  nextMark(): void {
    const goal: Goal = { kind: 'time', atUs: Infinity };
    this.#depart({ goal, toMarkAfterUs: this.state.observation.nowUs, runsOn: false });
  }

  /** Pauses at the mark before; at the start when there is none. */
  previousMark(): void {
    const mark = markBefore(this.#chronicle.stops, this.state.observation.nowUs);
    if (mark === null) this.restart();
    else this.seek({ kind: 'time', atUs: mark.atUs });
  }

  /** A hundredth of the run forward. */
  forward(): void {
    this.#leap(1);
  }

  /** A hundredth of the run back. */
  back(): void {
    this.#leap(-1);
  }

  /**
   * Pauses at a moment: after everything up to a time, or right after so many events. What lies beyond the
   * end is the end. Takes more than this call where nobody has been that far yet.
   */
  seek(goal: Goal): void {
    this.#depart({ goal, toMarkAfterUs: null, runsOn: false });
  }

  /** Stays where it is, on its way to another moment. */
  stopSeeking(): void {
    if (this.#journey === null) return;
    this.#journey = null;
    this.#arriveAt(0, false);
  }

  /** When the next event is due; Infinity when there is none. */
  get nextUs(): number {
    return this.#tapes.shown.nextUs;
  }

  /** Goes to the latest moment it knows that is not beyond this one, and stands; {@link playTo} goes on from there. */
  windTo(atUs: number): void {
    this.#journey = null;
    this.#losses = null;
    this.#lossesAtEvents = -1;
    this.#lossesDueMs = 0;
    this.#tapes.windTo({ kind: 'time', atUs });
    this.#playback = { ...this.#playback, mode: 'paused', isHurrying: false };
    this.#observation = this.#tapes.shown.observe();
    this.#shownUs = this.#observation.nowUs;
  }

  /** Plays up to a moment, as long as there is time, and stands; true when it is there. */
  playTo(atUs: number, untilMs: number): boolean {
    if (this.#playback.mode === 'judging' || this.#playback.mode === 'finished') return true;
    this.#playback = { ...this.#playback, mode: 'paused', isHurrying: false };
    const { shown } = this.#tapes;
    const isThere = shown.play({ kind: 'time', atUs }, untilMs);
    this.#shownUs = isThere && !shown.isAtEnd ? Math.max(shown.nowUs, atUs) : shown.nowUs;
    this.#observation = shown.observe(this.#shownUs);
    if (shown.isAtEnd) this.#setMode('judging');
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

  /** Runs to the end as fast as the machine can; what is known of it already is not run again. */
  hurryToEnd(): void {
    const end: Goal = { kind: 'time', atUs: Infinity };
    if (this.#tapes.reachedUs === Infinity) return this.seek(end);
    this.#journey = null;
    this.#tapes.windTo(end);
    this.#playback = { ...this.#playback, mode: 'running', isHurrying: true };
    this.#shownUs = Math.max(this.#shownUs, this.#tapes.shown.nowUs);
    this.#observation = this.#tapes.shown.observe(this.#shownUs);
  }

  /** Begins the same run anew, paused. */
  restart(): void {
    this.seek({ kind: 'event', events: 0 });
  }

  #leap(direction: 1 | -1): void {
    const atUs = this.state.observation.nowUs + (direction * this.#plannedUs) / leapsPerRun;
    if (atUs <= 0) return this.restart();
    const runsOn = this.#playback.mode === 'running';
    this.#depart({ goal: { kind: 'time', atUs }, toMarkAfterUs: null, runsOn });
  }

  #depart(journey: Journey): void {
    const startMs = this.#options.clock();
    this.#journey = journey;
    this.#playback = { ...this.#playback, mode: 'seeking', isHurrying: false };
    this.#losses = null;
    this.#lossesAtEvents = -1;
    this.#lossesDueMs = 0;
    if (!this.#hasFoundMark(journey)) this.#tapes.windTo(journey.goal);
    this.#travel(startMs + seekBudgetMs);
  }

  /** Plays on towards the goal; arrives when it is there. */
  #travel(untilMs: number): void {
    const journey = this.#journey;
    if (journey === null) return;
    // The clock of the whole journey may have run out: a piece of the way is gone in any case.
    const { shown } = this.#tapes;
    const isSearching = journey.toMarkAfterUs !== null;
    if (this.#hasFoundMark(journey)) return this.#travel(untilMs);
    const sliceMs = isSearching ? Math.min(untilMs, this.#options.clock() + hurryBudgetMs) : untilMs;
    const isThere = shown.play(journey.goal, sliceMs);
    if (this.#hasFoundMark(journey)) return this.#travel(untilMs);
    if (isThere) {
      this.#journey = null;
      this.#arriveAt(journey.goal.kind === 'time' ? journey.goal.atUs : 0, journey.runsOn);
      return;
    }
    this.#observation = shown.observe();
    this.#shownUs = shown.nowUs;
  }

  /** Once the mark is known that was searched for, the journey is one to its moment. */
  #hasFoundMark({ toMarkAfterUs, runsOn }: Journey): boolean {
    if (toMarkAfterUs === null) return false;
    const mark = markAfter(this.#chronicle.stops, toMarkAfterUs);
    // What happens at the very moment that was reached may not be complete.
    if (mark === null || mark.atUs >= this.#tapes.reachedUs) return false;
    const goal: Goal = { kind: 'time', atUs: mark.atUs };
    this.#journey = { goal, toMarkAfterUs: null, runsOn };
    this.#tapes.windTo(goal);
    return true;
  }

  /** Shows the moment that the tape is at. */
  #arriveAt(atUs: number, runsOn: boolean): void {
    const { shown } = this.#tapes;
    this.#observation = shown.observe(shown.isAtEnd ? undefined : Math.max(shown.nowUs, atUs));
    this.#shownUs = this.#observation.nowUs;
    this.#setMode(shown.isAtEnd ? 'judging' : runsOn ? 'running' : 'paused');
    if (shown.isAtEnd && this.#outcome !== null) this.#finish();
    else if (this.#lossesTookMs < tickBudgetMs) this.#countLosses(this.#options.clock());
  }

  #setMode(mode: Playback['mode']): void {
    this.#playback = { ...this.#playback, mode };
  }

  #advance(startMs: number, passedMs: number): void {
    const { isHurrying, speed } = this.#playback;
    const { shown } = this.#tapes;
    const targetUs = isHurrying ? Infinity : this.#shownUs + passedMs * 1000 * speed;
    const untilMs = startMs + (isHurrying ? hurryBudgetMs : tickBudgetMs);
    const hasCaughtUp = shown.play({ kind: 'time', atUs: targetUs }, untilMs);
    // When the machine cannot keep the pace, the pace drops; a debt would freeze the view later.
    this.#shownUs = hasCaughtUp && !isHurrying ? targetUs : shown.nowUs;
    this.#observation = shown.observe(this.#shownUs);
    if (shown.isAtEnd) this.#setMode('judging');
  }

  /** Uses the time that is left; true when there are marks that were not known before. */
  #scout(untilMs: number): boolean {
    const { clock } = this.#options;
    if (this.#playback.isHurrying || clock() >= untilMs) return false;
    if (this.#tapes.canScout) this.#tapes.scout(untilMs);
    else if (this.#playback.mode === 'paused') this.#tapes.takeOver();
    const { marks } = this.#chronicle;
    const hasNews = marks.length !== this.#marksShown;
    this.#marksShown = marks.length;
    return hasNews;
  }

  /** True when the losses were counted anew. */
  #countLosses(nowMs: number): boolean {
    const { events, written } = this.#observation;
    if (events === this.#lossesAtEvents || nowMs < this.#lossesDueMs) return false;
    if (written >= mostWritesForLosses) {
      this.#losses = null;
      return false;
    }
    const startMs = this.#options.clock();
    const { lost, divergentKeys } = this.#tapes.shown.losses();
    this.#lossesTookMs = this.#options.clock() - startMs;
    this.#lossesDueMs = startMs + Math.max(lossesEveryMs, this.#lossesTookMs * lossesShare);
    this.#markSilentLosses(lost);
    this.#chronicle.count(this.#observation.nowUs, { lost, divergentKeys });
    this.#lossesAtEvents = events;
    this.#losses = { lost, divergentKeys };
    return true;
  }

  /** Losses that no discarded version explains, as when a strategy misses its conflicts. */
  #markSilentLosses(lost: number): void {
    const { discards } = this.#tapes.shown.record;
    const hasDiscarded = discards > this.#discardsKnown;
    this.#discardsKnown = discards;
    if (this.#losses === null || hasDiscarded || lost <= this.#losses.lost) return;
    this.#chronicle.mark('loss', this.#observation.nowUs);
  }

  #finish(): void {
    const { shown } = this.#tapes;
    const { report } = shown.finish();
    this.#outcome ??= { report, judgement: this.#options.judge(report) };
    this.#observation = shown.observe();
    this.#shownUs = this.#observation.nowUs;
    this.#losses = { lost: report.lostWrites.total, divergentKeys: report.convergence.divergentKeys };
    this.#setMode('finished');
    this.#tapes.takeOver();
  }
}

interface Outcome {
  readonly report: Report;
  readonly judgement: Judgement;
}
