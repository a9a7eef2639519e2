/** The runs of one step, computed in slices beside the screen; whoever goes on abandons them. */
import type { Step, StepRun } from '../../../scenarios/lessons/lesson.js';
import { drive } from '../../drive.js';
import { exitCodes } from '../../exit-codes.js';
import type { LessonRun, LessonRuns } from '../../learn/run-step.js';

/** What is computed, and who hears of it. */
export interface StepJobOptions {
  readonly runs: LessonRuns;
  readonly step: Step;
  readonly needed: readonly StepRun[];
  readonly keepsEvents: boolean;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
  readonly onNews: () => void;
  /** Told once, with the runs of the step that have ended, or with why they cannot be run. */
  readonly onEnd: (ended: ReadonlyMap<string, LessonRun> | string) => void;
  readonly fail: (error: unknown) => void;
}

/** One such computation, from its making on. */
export class StepJob {
  readonly #options: StepJobOptions;
  #share = 0;
  #isStopped = false;

  constructor(options: StepJobOptions) {
    this.#options = options;
    this.#work().catch((error: unknown) => {
      if (!this.#isStopped) options.fail(error);
    });
  }

  /** How far the run is that is computed now, of 1. */
  get share(): number {
    return this.#share;
  }

  /** Nobody waits for it any more. */
  stop(): void {
    this.#isStopped = true;
  }

  async #work(): Promise<void> {
    const { runs, step, needed, keepsEvents, clock, onNews, onEnd } = this.#options;
    const outcome = await runs.finish(step, needed, (simulation, durationUs) => {
      if (this.#isStopped) return Promise.resolve({ kind: 'interrupted', exitCode: exitCodes.interrupted, seen: simulation.observe() });
      return drive(simulation, {
        interruptedBy: () => (this.#isStopped ? exitCodes.interrupted : null),
        onSlice: ({ nowUs }) => {
          this.#share = Math.min(0.99, nowUs / durationUs);
          onNews();
        },
        nowMs: clock,
      });
    }, keepsEvents);
    if (this.#isStopped || outcome.kind === 'interrupted') return;
    onEnd(outcome.kind === 'refused' ? outcome.message : outcome.runs);
  }
}
