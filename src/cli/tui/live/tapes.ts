/**
 * The tape that is shown and the scout: a second tape of the same run that plays ahead in spare time, so
 * that what is to come is known, and near.
 */
import type { Goal } from './checkpoint-shelf.js';
import { Tape } from './tape.js';
import type { TapeOptions } from './tape.js';

/** What tapes of one run work with. */
export type TapesOptions = Omit<TapeOptions, 'mostBytes' | 'mostMsForLosses'>;

/** Bytes that all checkpoints may hold. */
const mostBytes = 256 * 1024 ** 2;
/** Counting losses takes no longer than this where somebody waits for the next frame. */
const mostMsForLosses = 6;
/** A run of more events is not played twice at a time: it takes too much memory. */
const mostEventsOfScout = 8_000_000;
/** Work of so many events is worth a change of places. */
const eventsWorthChanging = 2000;

/** One tape or two. */
export class Tapes {
  readonly #options: TapesOptions;
  #shown: Tape;
  #scout: Tape | null = null;

  constructor(options: TapesOptions) {
    this.#options = options;
    this.#shown = this.#makeTape();
  }

  /** The tape whose moment is shown. */
  get shown(): Tape {
    return this.#shown;
  }

  /** What happens before this moment is known; Infinity once the end is. */
  get reachedUs(): number {
    return Math.max(this.#shown.reachedUs, this.#scout?.reachedUs ?? -1);
  }

  /** Whether a scout has anything to do. */
  get canScout(): boolean {
    return this.reachedUs < Infinity && this.#shown.reachedEvents < mostEventsOfScout && !this.#isScoutTired;
  }

  /** Lets the scout play until the time is up. */
  scout(untilMs: number): void {
    this.#scout ??= this.#makeTape();
    // A scout that was shown before may stand anywhere.
    this.#scout.windTo(endOfTime);
    this.#scout.play(endOfTime, untilMs);
  }

  /** Once a scout knows the whole run there need be no other tape: true when it has taken over. */
  takeOver(): boolean {
    if (this.#shown.reachedUs === Infinity) this.#scout = null;
    if (this.#scout?.reachedUs !== Infinity) return false;
    const { events } = this.#shown;
    this.#shown = this.#scout;
    this.#scout = null;
    const here: Goal = { kind: 'event', events };
    this.#shown.windTo(here);
    this.#shown.play(here, Infinity);
    return true;
  }

  /** Winds towards a goal as far as checkpoints go: on the tape that is nearer to it from then on. */
  windTo(goal: Goal): void {
    const scout = this.#scout;
    if (scout !== null && scout.startFor(goal) > this.#shown.startFor(goal) + eventsWorthChanging) {
      this.#scout = this.#shown;
      this.#shown = scout;
    }
    this.#shown.windTo(goal);
    if (this.reachedUs === Infinity && this.#shown.reachedUs === Infinity) this.#scout = null;
  }

  get #isScoutTired(): boolean {
    return (this.#scout?.reachedEvents ?? 0) >= mostEventsOfScout;
  }

  #makeTape(): Tape {
    return new Tape({ ...this.#options, mostBytes: mostBytes / 2, mostMsForLosses });
  }
}

const endOfTime: Goal = { kind: 'time', atUs: Infinity };
