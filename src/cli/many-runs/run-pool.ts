/** Many runs on many threads: a list of scenarios and seeds, and figures of each run. */
import type { RunFigures, RunOrder, RunThreadSetup } from './run-messages.js';
import { carryOutOnThreads } from './thread-pool.js';

/** What to run, and whom to tell. */
export interface ManyRuns extends RunThreadSetup {
  readonly orders: readonly RunOrder[];
  /** How many threads; default: one a processor. */
  readonly threads?: number;
  /** No further run begins once it says so; those that have begun are finished and told. */
  readonly isStopped: () => boolean;
  /** A run is done; `place` is that of its order. */
  readonly onRun: (place: number, figures: RunFigures) => void;
}

/** Carries all out, or those that had begun when it was stopped; rejects where a run broke off by a fault of ours. */
export async function runMany({ orders, subjects, figures, threads, isStopped, onRun }: ManyRuns): Promise<'whole' | 'stopped'> {
  if (orders.length === 0) return 'whole';
  let drawn = 0;
  return carryOutOnThreads<RunThreadSetup, RunOrder, RunFigures>({
    program: { beside: import.meta.url, names: ['run-thread'] },
    setup: { subjects, figures },
    draw: () => orders.at(drawn++) ?? null,
    ...(threads === undefined ? {} : { threads }),
    isStopped,
    onDone: onRun,
    describe: ({ seed }) => `a run under seed ${seed}`,
  });
}
