/**
 * The tape that is shown and the scout: a second tape of the same run that plays ahead in spare time, so
 * that what is to come is known, and near.
 */
import type { Goal } from './checkpoint-shelf.js';
import { Tape } from './tape.js';
import type { TapeOptions } from './tape.js';

/** What tapes of one run work with. */
export type TapesOptions = Omit<TapeOptions, 'mostMsForLosses'>;

/** Bytes that all checkpoints may hold. */
const mostBytes = 256 * 1024 ** 2;
/** The part of these for the tape that has been less far, while there are two. */
const lesserShare = 0.25;
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
    this.#shareBytes();
  }

  /** The tape whose moment is shown. */
  get shown(): Tape {
    return this.#shown;
  }

  /** What happens before this moment is known; Infinity once the end is. */
  get reachedUs(): number {
    return Math.max(this.#shown.reachedUs, this.#scout?.reachedUs ?? -1);
  }

  /** About how many bytes all checkpoints hold. */
  get bytes(): number {
    return this.#shown.bytes + (this.#scout?.bytes ?? 0);
  }

  /** Whether a scout has anything to do. */
  get canScout(): boolean {
    return this.reachedUs < Infinity && this.#shown.reachedEvents < mostEventsOfScout && !this.#isScoutTired;
  }

  /** Lets the scout play until the time is up. */
  scout(untilMs: number): void {
    if (this.#scout === null) {
      this.#scout = this.#makeTape();
      this.#shareBytes();
    }
    // A scout that was shown before may stand anywhere.
    this.#scout.windTo(endOfTime);
    this.#scout.play(endOfTime, untilMs);
  }

  /** Once a scout knows the whole run there need be no other tape: it takes over. */
  takeOver(): void {
    if (this.#shown.reachedUs === Infinity) this.#letScoutGo();
    if (this.#scout?.reachedUs !== Infinity) return;
    const { events } = this.#shown;
    this.#shown = this.#scout;
    this.#letScoutGo();
    const here: Goal = { kind: 'event', events };
    this.#shown.windTo(here);
    this.#shown.play(here, Infinity);
  }

  /** Winds towards a goal as far as checkpoints go: on the tape that is nearer to it from then on. */
  windTo(goal: Goal): void {
    const scout = this.#scout;
    if (scout !== null && scout.startFor(goal) > this.#shown.startFor(goal) + eventsWorthChanging) {
      this.#scout = this.#shown;
      this.#shown = scout;
      this.#shareBytes();
    }
    this.#shown.windTo(goal);
    if (this.#shown.reachedUs === Infinity) this.#letScoutGo();
  }

  #letScoutGo(): void {
    this.#scout = null;
    this.#shareBytes();
  }

  /** The tape that knows more may keep more. */
  #shareBytes(): void {
    if (this.#scout === null) {
      this.#shown.limitBytes(mostBytes);
      return;
    }
    const isShownLess = this.#shown.reachedEvents <= this.#scout.reachedEvents || this.#scout.reachedEvents === 0;
    this.#shown.limitBytes(mostBytes * (isShownLess ? lesserShare : 1 - lesserShare));
    this.#scout.limitBytes(mostBytes * (isShownLess ? 1 - lesserShare : lesserShare));
  }

  get #isScoutTired(): boolean {
    return (this.#scout?.reachedEvents ?? 0) >= mostEventsOfScout;
  }

  #makeTape(): Tape {
    return new Tape({ ...this.#options, mostMsForLosses });
  }
}

const endOfTime: Goal = { kind: 'time', atUs: Infinity };
