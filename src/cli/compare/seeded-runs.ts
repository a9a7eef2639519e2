/** Every column of a comparison under every seed, on threads. */
import { comparedFigures } from '../../scenarios/index.js';
import type { ColumnRun } from '../../scenarios/index.js';
import { assert } from '../../sim/base/assert.js';
import type { CommandIo } from '../command-io.js';
import type { PlannedColumn } from '../comparison-plan.js';
import { CountProgress } from '../count-progress.js';
import type { ExitCode } from '../exit-codes.js';
import { watchInterrupts } from '../interrupts.js';
import { runMany } from '../many-runs/run-pool.js';
import type { RunFigures } from '../many-runs/run-messages.js';
import { formatCount } from '../report/format.js';

/** How the runs are carried out. */
export interface SeededRunsOptions {
  readonly seeds: readonly string[];
  /** Null: one a processor. */
  readonly threads: number | null;
  /** No redrawing. */
  readonly plain: boolean;
}

/** For each column its runs in the order of the seeds, or how far it came. */
export type SeededRuns =
  | { readonly kind: 'whole'; readonly runs: readonly (readonly ColumnRun[])[] }
  | { readonly kind: 'interrupted'; readonly done: number; readonly exitCode: ExitCode };

/** Carries all out, seed by seed; an interrupt lets those end that have begun. */
export async function runUnderSeeds(
  columns: readonly PlannedColumn[],
  { seeds, threads, plain }: SeededRunsOptions,
  io: CommandIo,
): Promise<SeededRuns> {
  const names = comparedFigures.map(({ name }) => name);
  const orders = seeds.flatMap((seed) => columns.map((_, subject) => ({ subject, seed })));
  const found = new Map<number, RunFigures>();
  const interrupts = watchInterrupts(io);
  const progress = new CountProgress({
    output: io.stderr,
    rewrite: io.stderr.isTTY === true && !plain && io.env['TERM'] !== 'dumb',
    nowMs: io.nowMs,
  });
  try {
    const how = await runMany({
      subjects: columns.map(({ loaded: { scenario }, resolver }) => ({
        scenario,
        bundle: resolver === null ? null : { name: resolver.bundle.name, code: resolver.bundle.code },
      })),
      figures: names,
      orders,
      ...(threads === null ? {} : { threads }),
      isStopped: () => interrupts.exitCode() !== null,
      onRun: (place, run) => {
        found.set(place, run);
        const [done, all] = [found.size, orders.length];
        const share = Math.floor((100 * done) / all);
        progress.update(`comparing: ${share} % (${formatCount(done)} of ${formatCount(all)} runs)`);
      },
    });
    const exitCode = interrupts.exitCode();
    if (how === 'stopped' && exitCode !== null) return { kind: 'interrupted', done: found.size, exitCode };
  } finally {
    interrupts.end();
    progress.clear();
  }
  const runOf = (column: number, seed: string, at: number): ColumnRun => {
    const run = found.get(at * columns.length + column);
    assert(run !== undefined, 'a run that was ordered was not told');
    const figures = new Map(names.map((name, i) => [name, run.values[i]]));
    return { seed, fingerprint: run.fingerprint, figures };
  };
  const runs = columns.map((_, column) => seeds.map((seed, at) => runOf(column, seed, at)));
  return { kind: 'whole', runs };
}
