/** The work of `quarrel sweep`: plan, run what is not done yet, keep every run, show what it came to. */
import { foldSweep, foldUnfinished, numbersOf, placeOfRun } from '../../scenarios/sweep/sweep-plan.js';
import type { RunResult } from '../../scenarios/sweep/sweep-plan.js';
import { seedSeries } from '../../scenarios/seeds.js';
import { assert } from '../../sim/base/assert.js';
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { CountProgress } from '../count-progress.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { watchInterrupts } from '../interrupts.js';
import { runMany } from '../many-runs/run-pool.js';
import { printable } from '../printable.js';
import { refuse } from '../refuse.js';
import { countOf, formatCount } from '../report/format.js';
import { renderSweep } from '../report/sweep/render.js';
import { planSweep } from './plan-sweep.js';
import type { PlannedSweep } from './plan-sweep.js';
import { headerOf, openJournal } from './sweep-journal.js';
import type { OpenJournal } from './sweep-journal.js';
import type { SweepRequest } from './sweep-request.js';

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function sweepScenario(request: SweepRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const problem = findConflict(request);
  if (problem !== null) return refuse(problem, paint, io);
  const found = await planSweep(request, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  const { planned } = found;
  const header = headerOf(planned, request, request.shard ?? { index: 1, count: 1 });
  const opened = request.out === null ? null : openJournal(request.out, header);
  if (opened?.ok === false) return refuse(opened.message, paint, io);
  const journal = opened?.journal ?? null;
  const results = new Map(journal?.results);
  const numbers = numbersOf(planned.plan, header.shard);
  const missing = numbers.filter((number) => !results.has(number));
  if (journal !== null && results.size > 0) io.stderr.write(`${resumed(request, results.size, numbers.length)}\n`);
  const ended = await runMissing({ planned, missing, journal, results, total: numbers.length }, request, io);
  journal?.close();
  if (ended.kind === 'failed') return refuse(ended.message, paint, io);
  if (ended.kind === 'interrupted') {
    const sweep = request.shard === null ? foldUnfinished(planned.plan, results) : null;
    if (sweep !== null) {
      const stopped = { done: results.size, total: numbers.length };
      io.stdout.write(renderSweep({ sweep, words: header.words, stopped }, request.style, paintFor(io.stdout, io.env)));
    }
    io.stderr.write(`${interrupted(request, results.size, numbers.length)}\n`);
    return ended.exitCode;
  }
  if (request.shard !== null) {
    const { index, count } = request.shard;
    const name = printable(request.out ?? '');
    io.stderr.write(`Part ${index} of ${count} is whole: ${countOf(numbers.length, 'run')} in ${name}. All parts together: quarrel merge\n`);
    return exitCodes.held;
  }
  const sweep = foldSweep(planned.plan, (number) => {
    const result = results.get(number);
    assert(result !== undefined, 'a whole sweep lacks a run');
    return result;
  });
  io.stdout.write(renderSweep({ sweep, words: header.words }, request.style, paintFor(io.stdout, io.env)));
  return exitCodes.held;
}

function findConflict({ shard, out, style }: SweepRequest): string | null {
  if (shard !== null && out === null) {
    return `--shard ${shard.index}/${shard.count} needs --out: a file for quarrel merge, such as --out part-${shard.index}.jsonl`;
  }
  if (shard !== null && style.format !== 'text') {
    return `--format ${style.format} does not go with --shard: a part is no result; give it to quarrel merge`;
  }
  return findStyleConflict(style);
}

/** Why a result cannot be shown in this way; null where it can. */
export function findStyleConflict({ showsRuns, format }: SweepRequest['style']): string | null {
  if (!showsRuns || format === 'csv' || format === 'json') return null;
  return `--runs does not go with --format ${format}: single runs are shown in csv and json`;
}

interface Work {
  readonly planned: PlannedSweep;
  /** Numbers of the runs that are to be done. */
  readonly missing: readonly number[];
  readonly journal: OpenJournal | null;
  /** Takes every run that is done. */
  readonly results: Map<number, RunResult>;
  readonly total: number;
}

type Ended =
  | { readonly kind: 'whole' }
  | { readonly kind: 'interrupted'; readonly exitCode: ExitCode }
  /** The journal could not be written. */
  | { readonly kind: 'failed'; readonly message: string };

async function runMissing(work: Work, request: SweepRequest, io: CommandIo): Promise<Ended> {
  const { planned: { plan, subjects }, missing, journal, results, total } = work;
  const seeds = seedSeries(plan.firstSeed, plan.seedCount);
  const interrupts = watchInterrupts(io);
  const progress = new CountProgress({
    output: io.stderr,
    rewrite: io.stderr.isTTY === true && !request.plain && io.env['TERM'] !== 'dumb',
    nowMs: io.nowMs,
  });
  const failures: string[] = [];
  try {
    await runMany({
      subjects,
      figures: plan.metrics.map(({ name }) => name),
      orders: missing.map((number) => {
        const { point, seed } = placeOfRun(plan, number);
        return { subject: point, seed: seeds[seed] };
      }),
      ...(request.threads === null ? {} : { threads: request.threads }),
      isStopped: () => failures.length > 0 || interrupts.exitCode() !== null,
      onRun: (place, result) => {
        const failure = journal?.write(missing[place], result) ?? null;
        if (failure !== null) failures.push(failure);
        results.set(missing[place], result);
        progress.update(`run ${formatCount(results.size)} of ${formatCount(total)}`);
      },
    });
  } finally {
    progress.clear();
    interrupts.end();
  }
  const [message] = failures;
  if (message !== undefined) return { kind: 'failed', message };
  const exitCode = interrupts.exitCode();
  const isWhole = results.size === total;
  return exitCode === null || isWhole ? { kind: 'whole' } : { kind: 'interrupted', exitCode };
}

function resumed({ out }: SweepRequest, done: number, total: number): string {
  const name = printable(out ?? '');
  if (done === total) return `${name}: all ${countOf(total, 'run')} are done already`;
  return `${name}: ${formatCount(done)} of ${countOf(total, 'run')} are done already; going on with the rest`;
}

function interrupted({ out }: SweepRequest, done: number, total: number): string {
  const how = `Interrupted after ${formatCount(done)} of ${countOf(total, 'run')}`;
  if (out === null) return `${how}; none was kept. With --out sweep.jsonl the same command can go on where it stopped.`;
  return `${how}; all of them are in ${printable(out)}. The same command goes on from there.`;
}
