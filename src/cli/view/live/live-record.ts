/** What the live view remembers of a run's trace up to the moment shown: newest events, open cuts. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { discardedBy } from '../words/event-line.js';
import { EventLog } from './event-log.js';
import type { LogMoment } from './event-log.js';

/** Hears every event of a run; can be taken back to an earlier moment, as the run can. */
export class LiveRecord {
  readonly log = new EventLog();
  #cuts = new Map<string, number>();
  #discards = 0;

  /** Versions that resolutions threw away so far, as far as the strategy noticed them. */
  get discards(): number {
    return this.#discards;
  }

  /** Takes in the next event of the trace. */
  hear(event: TraceEvent): void {
    this.log.push(event);
    if (event.kind === 'apply' && event.conflictsWith.length > 0) this.#discards += discardedBy(event).length;
    if (event.kind === 'cut') this.#cuts.set(linkName(event.from, event.to), event.atUs);
    if (event.kind === 'heal') this.#cuts.delete(linkName(event.from, event.to));
  }

  /** Since when a directed link has been cut; null when it is not. */
  cutSinceUs(from: string, to: string): number | null {
    return this.#cuts.get(linkName(from, to)) ?? null;
  }

  /** Keeps the moment, so that the record can be taken back to it. */
  keep(): RecordMoment {
    return { log: this.log.keep(), cuts: new Map(this.#cuts), discards: this.#discards };
  }

  /** Takes the record back, or forward, to a moment that was kept. */
  restore({ log, cuts, discards }: RecordMoment): void {
    this.log.restore(log);
    this.#cuts = new Map(cuts);
    this.#discards = discards;
  }
}

/** All that a record remembers at one moment. */
export interface RecordMoment {
  readonly log: LogMoment;
  /** Since when, by directed link. */
  readonly cuts: ReadonlyMap<string, number>;
  readonly discards: number;
}

function linkName(from: string, to: string): string {
  return `${from}\u0000${to}`;
}
