/** The newest events of a run, kept in bounded memory however long the run is. */
import type { TraceEvent } from '../../../sim/record/trace.js';

/** How many events a log keeps. */
export const logCapacity = 1000;

/** A ring of trace events; taking one in costs one store. */
export class EventLog {
  #ring: TraceEvent[] = [];
  #next = 0;

  /** How many events are kept. */
  get size(): number {
    return this.#ring.length;
  }

  /** Takes in an event, in place of the oldest one when the log is full. */
  push(event: TraceEvent): void {
    this.#ring[this.#next] = event;
    this.#next = (this.#next + 1) % logCapacity;
  }

  /** Keeps the moment, so that the log can be taken back to it. */
  keep(): LogMoment {
    return { ring: this.#ring.slice(), next: this.#next };
  }

  /** Takes the log back, or forward, to a moment that was kept. */
  restore({ ring, next }: LogMoment): void {
    this.#ring = ring.slice();
    this.#next = next;
  }

  /** Up to `count` of the newest events that are wanted, oldest first. */
  newest(count: number, isWanted: (event: TraceEvent) => boolean): readonly TraceEvent[] {
    const found: TraceEvent[] = [];
    for (let age = 1; age <= this.#ring.length && found.length < count; age += 1) {
      const event = this.#ring[(this.#next - age + logCapacity) % logCapacity];
      if (event !== undefined && isWanted(event)) found.push(event);
    }
    return found.reverse();
  }
}

/** All that a log keeps at one moment. */
export interface LogMoment {
  readonly ring: readonly TraceEvent[];
  readonly next: number;
}
