/** The events around one moment of a run: the run is repeated up to it, and only the newest events are kept. */
import type { TraceEvent, TraceSink } from '../../../sim/record/trace.js';
import { listOutages } from '../../view/story/outages.js';
import type { EventWindow } from '../../view/diagram/diagram-state.js';
import { orderCausally } from '../../view/space-time/causal-trace.js';
import type { Drivable } from '../../drive.js';

/** Which moment of which run. */
export interface WindowRecordingOptions {
  /** Makes the simulation at its start. */
  readonly start: (trace: TraceSink) => Drivable;
  readonly aroundUs: number;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
}

/** Events that are kept up to the moment, and after it. */
export const mostBefore = 15_000;
/** See {@link mostBefore}. */
export const mostAfter = 5_000;

/** Works in slices until the window is whole. */
export class WindowRecording {
  readonly #options: WindowRecordingOptions;
  readonly #simulation: Drivable;
  readonly #outages: TraceEvent[] = [];
  #events: TraceEvent[] = [];
  #after = 0;
  #hasEarlier = false;
  #hasLater = false;
  #sliceUs = 1000;
  #window: EventWindow | null = null;

  constructor(options: WindowRecordingOptions) {
    this.#options = options;
    this.#simulation = options.start((event) => this.#hear(event));
  }

  /** Null until it is whole. */
  get window(): EventWindow | null {
    return this.#window;
  }

  /** How much of the way to the moment is done. */
  get share(): number {
    return Math.min(1, this.#simulation.nowUs / Math.max(1, this.#options.aroundUs));
  }

  /** Works for about so many milliseconds. */
  work(budgetMs: number): void {
    const { clock, aroundUs } = this.#options;
    const simulation = this.#simulation;
    const untilMs = clock() + budgetMs;
    for (let nowMs = clock(); this.#isUnfinished && nowMs < untilMs; ) {
      const goalUs = Math.max(simulation.nextUs, simulation.nowUs + this.#sliceUs);
      // No slice goes far beyond the moment: what comes after it is counted.
      simulation.runUntil(simulation.nowUs < aroundUs ? Math.max(simulation.nextUs, Math.min(goalUs, aroundUs)) : goalUs);
      const tookMs = clock() - nowMs;
      this.#sliceUs = tookMs < 1 ? this.#sliceUs * 2 : tookMs > 3 ? Math.max(1, this.#sliceUs >> 2) : this.#sliceUs;
      nowMs += tookMs;
    }
    if (!this.#isUnfinished) this.#close();
  }

  get #isUnfinished(): boolean {
    return this.#window === null && !this.#hasLater && this.#simulation.nextUs !== Infinity;
  }

  #hear(event: TraceEvent): void {
    if (this.#hasLater) return;
    if (event.atUs > this.#options.aroundUs && this.#after++ >= mostAfter) {
      this.#hasLater = true;
      return;
    }
    if (outageKinds.has(event.kind)) this.#outages.push(event);
    this.#events.push(event);
    const tooMany = this.#events.length - this.#after - mostBefore;
    if (tooMany < mostBefore && this.#after !== 1) return;
    if (tooMany > 0) this.#trim(tooMany);
  }

  #trim(count: number): void {
    this.#events = this.#events.slice(count);
    this.#hasEarlier = true;
  }

  #close(): void {
    if (this.#window !== null) return;
    const tooMany = this.#events.length - this.#after - mostBefore;
    if (tooMany > 0) this.#trim(tooMany);
    this.#window = {
      order: orderCausally(this.#events),
      outages: listOutages(this.#outages),
      hasEarlier: this.#hasEarlier,
      hasLater: this.#hasLater,
    };
  }
}

const outageKinds: ReadonlySet<string> = new Set<TraceEvent['kind']>([
  'cut', 'heal', 'crash', 'wipe', 'out-of-memory', 'leave', 'restart', 'pause', 'resume', 'offline', 'online',
]);
