/** The runs of a search under random faults on many threads, told in the order of their numbers. */
import type { JudgedExpectation } from '../../scenarios/index.js';
import type { CaseThreadSetup } from './case-messages.js';
import { carryOutOnThreads } from './thread-pool.js';

/** What to run, and whom to tell. */
export interface ManyCases extends CaseThreadSetup {
  /** The number of the next run; null once there is none. */
  readonly draw: () => number | null;
  /** How many threads; null: one a processor. */
  readonly threads: number | null;
  /** No further run begins once it says so; those that have begun are finished and told. */
  readonly isStopped: () => boolean;
  /** The next run in the order in which they were drawn, whichever was done first. */
  readonly onRun: (run: number, judged: readonly JudgedExpectation[]) => void;
}

/** Carries all out, or those that had begun when it was stopped; rejects where a run broke off by a fault of ours. */
export async function runCases({ subject, seed, bundle, draw, threads, isStopped, onRun }: ManyCases): Promise<void> {
  const drawn: number[] = [];
  const early = new Map<number, readonly JudgedExpectation[]>();
  let told = 0;
  await carryOutOnThreads<CaseThreadSetup, number, readonly JudgedExpectation[]>({
    program: { beside: import.meta.url, names: ['case-thread'] },
    setup: { subject, seed, bundle },
    draw: () => {
      const run = draw();
      if (run !== null) drawn.push(run);
      return run;
    },
    ...(threads === null ? {} : { threads }),
    isStopped,
    onDone: (number, judged) => {
      early.set(number, judged);
      for (let next = early.get(told); next !== undefined; next = early.get(told)) {
        early.delete(told);
        onRun(drawn[told], next);
        told += 1;
      }
    },
    describe: (run) => `run ${run}`,
  });
}
