/** A run that is recorded a little at a time, by whoever has other things to do between. */
import type { Scenario } from '../../sim/scenario.js';
import type { TraceSink } from '../../sim/record/trace.js';
import type { Drivable } from '../drive.js';
import { mostRecordedEvents, RunRecording } from './record-run.js';
import type { RecordedRun } from './record-run.js';

/** What is recorded, and by which clock its slices are cut. */
export interface SlicedRecordingOptions {
  readonly scenario: Scenario;
  /** Makes the simulation at its start. */
  readonly start: (trace: TraceSink) => Drivable;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
}

/** How far it is. */
export interface RecordingProgress {
  /** Of the run's planned length; below 1 until it is over. */
  readonly share: number;
  readonly events: number;
}

/** Records one run. */
export class SlicedRecording {
  readonly #options: SlicedRecordingOptions;
  readonly #recording: RunRecording;
  readonly #simulation: Drivable;
  #sliceUs = firstSliceUs;
  #events = 0;
  #recorded: RecordedRun | null = null;
  #isTooLong = false;

  constructor(options: SlicedRecordingOptions) {
    this.#options = options;
    this.#recording = new RunRecording(options.scenario);
    this.#simulation = this.#recording.watch(options.start(this.#recording.hear));
  }

  /** The run, once it is over. */
  get recorded(): RecordedRun | null {
    return this.#recorded;
  }

  /** It has more events than can be kept: it goes no further. */
  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  get progress(): RecordingProgress {
    if (this.#recorded !== null) return { share: 1, events: this.#recorded.run.report.events };
    const share = this.#simulation.nowUs / this.#options.scenario.durationUs;
    return { share: Math.min(0.99, share), events: this.#events };
  }

  /** Works for about so many milliseconds; only judging the whole run at its end takes as long as it takes. */
  work(budgetMs: number): void {
    if (this.#recorded !== null || this.#isTooLong) return;
    const { clock } = this.#options;
    const simulation = this.#simulation;
    const untilMs = clock() + budgetMs;
    for (let nowMs = clock(); nowMs < untilMs && simulation.nextUs !== Infinity; ) {
      simulation.runUntil(Math.max(simulation.nextUs, simulation.nowUs + this.#sliceUs));
      const endMs = clock();
      this.#sliceUs = nextSlice(this.#sliceUs, endMs - nowMs);
      nowMs = endMs;
    }
    this.#events = simulation.observe().events;
    this.#isTooLong = this.#events > mostRecordedEvents;
    if (simulation.nextUs === Infinity && !this.#isTooLong) this.#recorded = this.#recording.end(simulation.finish());
  }
}

const firstSliceUs = 1000;
/** A slice is to take between these two, so that no budget is overdrawn by much. */
const shortMs = 1;
const longMs = 3;

function nextSlice(sliceUs: number, tookMs: number): number {
  if (tookMs < shortMs) return Math.min(sliceUs * 2, Number.MAX_SAFE_INTEGER);
  if (tookMs > longMs) return Math.max(1, Math.floor(sliceUs / 4));
  return sliceUs;
}
