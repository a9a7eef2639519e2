/** The newest events of a run, kept in bounded memory however long the run is. */
import type { TraceEvent } from '../../../sim/record/trace.js';

/** How many events a log keeps. */
export const logCapacity = 1000;

/** An event with its place in the log: events are numbered from 0 as they come. */
export interface LoggedEvent {
  readonly number: number;
  readonly event: TraceEvent;
}

/** Whether an event is to be seen. */
export type EventFilter = (event: TraceEvent) => boolean;

/** All that a log keeps at one moment. */
export interface LogMoment {
  readonly ring: readonly TraceEvent[];
  readonly heard: number;
}

/** A ring of trace events; taking one in costs one store. */
export class EventLog {
  #ring: TraceEvent[] = [];
  #heard = 0;

  /** How many events are kept. */
  get size(): number {
    return this.#ring.length;
  }

  /** How many events came so far. */
  get heard(): number {
    return this.#heard;
  }

  /** Takes in an event, in place of the oldest one when the log is full. */
  push(event: TraceEvent): void {
    this.#ring[this.#heard % logCapacity] = event;
    this.#heard += 1;
  }

  /** Keeps the moment, so that the log can be taken back to it. */
  keep(): LogMoment {
    return { ring: this.#ring.slice(), heard: this.#heard };
  }

  /** Takes the log back, or forward, to a moment that was kept. */
  restore({ ring, heard }: LogMoment): void {
    this.#ring = ring.slice();
    this.#heard = heard;
  }

  /** Up to `count` of the newest events that are wanted, oldest first. */
  newest(count: number, isWanted: EventFilter): readonly TraceEvent[] {
    return this.upTo(this.#heard - 1, count, isWanted).map(({ event }) => event);
  }

  /** Up to `count` wanted events, the last of them not after this number, oldest first. */
  upTo(last: number, count: number, isWanted: EventFilter): readonly LoggedEvent[] {
    const found: LoggedEvent[] = [];
    const oldest = this.#heard - this.#ring.length;
    for (let number = Math.min(last, this.#heard - 1); number >= oldest && found.length < count; number -= 1) {
      const event = this.#ring[number % logCapacity];
      if (event !== undefined && isWanted(event)) found.push({ number, event });
    }
    return found.reverse();
  }

  /** Up to `count` wanted events, the first of them not before this number, oldest first. */
  from(first: number, count: number, isWanted: EventFilter): readonly LoggedEvent[] {
    const found: LoggedEvent[] = [];
    const oldest = this.#heard - this.#ring.length;
    for (let number = Math.max(first, oldest); number < this.#heard && found.length < count; number += 1) {
      const event = this.#ring[number % logCapacity];
      if (event !== undefined && isWanted(event)) found.push({ number, event });
    }
    return found;
  }
}
