/** The runs of the step in sight: computed in slices beside the screen, each once; whoever goes on abandons them. */
import type { StepRun } from '../../../scenarios/lessons/lesson.js';
import type { Stop } from '../../../scenarios/lessons/walk.js';
import type { LessonRun, LessonRuns } from '../../learn/run-step.js';
import { StepJob } from './step-job.js';

/** Where runs are, and who hears of them. */
export interface StepWorkOptions {
  readonly runsOf: (lesson: string) => LessonRuns;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
  readonly onNews: () => void;
  readonly fail: (error: unknown) => void;
}

/** One step's at a time. */
export class StepWork {
  readonly #options: StepWorkOptions;
  #job: StepJob | null = null;
  #ended: ReadonlyMap<string, LessonRun> = new Map();
  #refusal: string | null = null;

  constructor(options: StepWorkOptions) {
    this.#options = options;
  }

  /** Runs of the step that have ended. */
  get ended(): ReadonlyMap<string, LessonRun> {
    return this.#ended;
  }

  /** Why the step cannot be run; null where nothing is known to be wrong. */
  get refusal(): string | null {
    return this.#refusal;
  }

  get isAtWork(): boolean {
    return this.#job !== null;
  }

  /** How far the run is that is computed, of 1. */
  get share(): number {
    return this.#job?.share ?? 0;
  }

  /**
   * Calls back when all of these have ended, with their events kept where these are needed: at once where they were
   * computed before. Whatever else was at work ends.
   */
  need({ lesson, step }: Stop, needed: readonly StepRun[], then: () => void, keepsEvents = false): void {
    this.stop();
    const { clock, onNews, fail } = this.#options;
    const runs = this.#options.runsOf(lesson.name);
    this.#ended = runs.endedOf(step);
    const isThere = (ended: LessonRun | undefined) => ended !== undefined && (!keepsEvents || ended.told !== null);
    if (needed.every(({ name }) => isThere(this.#ended.get(name)))) return then();
    const onEnd = (ended: ReadonlyMap<string, LessonRun> | string): void => {
      this.#job = null;
      if (typeof ended === 'string') this.#refusal = ended;
      else {
        this.#ended = ended;
        then();
      }
      onNews();
    };
    this.#job = new StepJob({ runs, step, needed, keepsEvents, clock, onNews, onEnd, fail });
  }

  /** Nobody waits for what is at work. */
  stop(): void {
    this.#job?.stop();
    this.#job = null;
    this.#refusal = null;
  }
}
