/** What the live view remembers of a run's trace up to the moment shown: newest events, versions thrown away. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { discardedBy } from '../words/event-line.js';
import { EventLog } from './event-log.js';
import type { LogMoment } from './event-log.js';

/** Hears every event of a run; can be taken back to an earlier moment, as the run can. */
export class LiveRecord {
  readonly log = new EventLog();
  #discards = 0;

  /** Versions that resolutions threw away so far, as far as the strategy noticed them. */
  get discards(): number {
    return this.#discards;
  }

  /** Takes in the next event of the trace. */
  hear(event: TraceEvent): void {
    this.log.push(event);
    if (event.kind === 'apply' && event.conflictsWith.length > 0) this.#discards += discardedBy(event).length;
  }

  /** Keeps the moment, so that the record can be taken back to it. */
  keep(): RecordMoment {
    return { log: this.log.keep(), discards: this.#discards };
  }

  /** Takes the record back, or forward, to a moment that was kept. */
  restore({ log, discards }: RecordMoment): void {
    this.log.restore(log);
    this.#discards = discards;
  }
}

/** All that a record remembers at one moment. */
export interface RecordMoment {
  readonly log: LogMoment;
  readonly discards: number;
}
