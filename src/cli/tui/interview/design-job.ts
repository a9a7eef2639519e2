/** The runs of a design, of the model answer and of the checklist, in slices beside the screen; whoever leaves abandons them. */
import type { InterviewAnswers } from '../../../scenarios/interview/answer.js';
import type { ChecklistItem } from '../../../scenarios/interview/checklist.js';
import type { Interview } from '../../../scenarios/interview/interview.js';
import { drive } from '../../drive.js';
import { exitCodes } from '../../exit-codes.js';
import { checkInSlices } from '../../interview/check-in-slices.js';
import { runAndJudge } from '../../interview/run-design.js';
import type { JudgedDesign } from '../../view/interview/told-feedback.js';

/** What is computed, and who hears of it. */
export interface DesignJobOptions {
  readonly interview: Interview;
  readonly answers: InterviewAnswers;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
  readonly onJudged: (judged: JudgedDesign) => void;
  /** Afterwards, for each item of the checklist. */
  readonly onChecked: (item: ChecklistItem) => void;
  readonly fail: (error: unknown) => void;
}

/** One such computation, from its making on. */
export class DesignJob {
  readonly #options: DesignJobOptions;
  #ended = 0;
  #share = 0;
  #isStopped = false;

  constructor(options: DesignJobOptions) {
    this.#options = options;
    this.#work().catch((error: unknown) => {
      if (!this.#isStopped) options.fail(error);
    });
  }

  /** How far both runs are, of 1. */
  get share(): number {
    return (this.#ended + this.#share) / 2;
  }

  /** Nobody waits for it any more. */
  stop(): void {
    this.#isStopped = true;
  }

  async #work(): Promise<void> {
    const { interview, answers, clock, onJudged, onChecked } = this.#options;
    const interruptedBy = () => (this.#isStopped ? exitCodes.interrupted : null);
    const judged = await runAndJudge(interview, answers, async (simulation, durationUs) => {
      const outcome = await drive(simulation, {
        interruptedBy,
        onSlice: ({ nowUs }) => {
          this.#share = Math.min(0.99, nowUs / durationUs);
        },
        nowMs: clock,
      });
      this.#ended += 1;
      this.#share = 0;
      return outcome;
    });
    if (this.#isStopped || typeof judged === 'number') return;
    onJudged(judged);
    for await (const item of checkInSlices(judged.design.checked, { interruptedBy, nowMs: clock })) onChecked(item);
  }
}
