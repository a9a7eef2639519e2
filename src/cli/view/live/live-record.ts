/** What the live view remembers of a run's trace: newest events, open cuts, marks in time. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { discardedBy } from '../words/event-line.js';
import { EventLog } from './event-log.js';

/** How finely marks are told apart: parts of the planned length of the run. */
const marksPerRun = 512;

/** Hears every event of a run; its memory grows with the run's length, not with its events. */
export class LiveRecord {
  readonly log = new EventLog();
  readonly #bucketUs: number;
  /** The first moment in each part of the run that has one. */
  readonly #conflicts = new Map<number, number>();
  readonly #losses = new Map<number, number>();
  readonly #cuts = new Map<string, number>();
  #discards = 0;

  constructor(plannedUs: number) {
    this.#bucketUs = Math.max(1, Math.ceil(plannedUs / marksPerRun));
  }

  /** Versions that resolutions threw away so far, as far as the strategy noticed them. */
  get discards(): number {
    return this.#discards;
  }

  /** Takes in the next event of the trace. */
  hear(event: TraceEvent): void {
    this.log.push(event);
    if (event.kind === 'apply' && event.conflictsWith.length > 0) {
      this.#mark(this.#conflicts, event.atUs);
      this.#hearDiscards(event);
    }
    if (event.kind === 'cut') this.#cuts.set(linkName(event.from, event.to), event.atUs);
    if (event.kind === 'heal') this.#cuts.delete(linkName(event.from, event.to));
  }

  /** Marks a loss that no event told of. */
  markLoss(atUs: number): void {
    this.#mark(this.#losses, atUs);
  }

  /** Since when a directed link has been cut; null when it is not. */
  cutSinceUs(from: string, to: string): number | null {
    return this.#cuts.get(linkName(from, to)) ?? null;
  }

  /** Moments in which concurrent writes met, of close ones the first. */
  conflictMoments(): readonly number[] {
    return [...this.#conflicts.values()];
  }

  /** Moments in which a write was lost, of close ones the first. */
  lossMoments(): readonly number[] {
    return [...this.#losses.values()];
  }

  #hearDiscards(event: TraceEvent): void {
    const discarded = discardedBy(event).length;
    if (discarded === 0) return;
    this.#discards += discarded;
    this.markLoss(event.atUs);
  }

  #mark(moments: Map<number, number>, atUs: number): void {
    const bucket = Math.floor(atUs / this.#bucketUs);
    if (!moments.has(bucket)) moments.set(bucket, atUs);
  }
}

function linkName(from: string, to: string): string {
  return `${from}\u0000${to}`;
}
