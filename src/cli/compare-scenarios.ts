/** The work of `quarrel compare`: plan, run every column under every seed, show them side by side. */
import { compareColumns, compareRuns, seedSeries } from '../scenarios/index.js';
import type { Comparison, RanVariant } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import { Simulation } from '../sim/simulate.js';
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { runUnderSeeds } from './compare/seeded-runs.js';
import type { CompareRequest } from './compare-request.js';
import { planComparison } from './comparison-plan.js';
import type { ComparisonPlan, PlannedColumn } from './comparison-plan.js';
import { driveShown } from './drive-shown.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { watchInterrupts } from './interrupts.js';
import type { InterruptWatch } from './interrupts.js';
import { printable } from './printable.js';
import { refuse } from './refuse.js';
import { renderComparisonCsv } from './report/comparison/csv.js';
import { renderComparisonJson } from './report/comparison/json.js';
import { renderComparisonMarkdown } from './report/comparison/markdown.js';
import { renderComparisonText } from './report/comparison/text.js';
import type { ShownComparison } from './report/comparison/words.js';
import { formatCount } from './report/format.js';

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function compareScenarios(request: CompareRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const planned = await planComparison(request, paint);
  if (!planned.ok) return refuse(planned.message, paint, io);
  const { columns } = planned;
  const isOne = request.seeds === 1 && request.threads === null;
  const outcome = isOne ? await compareOnce(columns, request, io) : await compareOften(planned, request, io);
  if (outcome.kind === 'interrupted') {
    const all = formatCount(columns.length * request.seeds);
    io.stderr.write(`Interrupted after ${formatCount(outcome.done)} of ${all} runs; nothing was compared.\n`);
    return outcome.exitCode;
  }
  const shown: ShownComparison = {
    comparison: outcome.comparison,
    title: columns[0].loaded.scenario.title,
    repeats: columns.map(({ repeat }) => repeat),
  };
  io.stdout.write(render(shown, request, io));
  return exitCodes.held;
}

type Outcome =
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'interrupted'; readonly done: number; readonly exitCode: ExitCode };

/** One run a column, here and now: progress tells simulated time. */
async function compareOnce(
  columns: readonly PlannedColumn[],
  request: CompareRequest,
  io: CommandIo,
): Promise<Outcome> {
  const interrupts = watchInterrupts(io);
  const ran: RanVariant[] = [];
  try {
    for (const column of columns) {
      const label = `${printable(column.name)} (${ran.length + 1} of ${columns.length})`;
      const outcome = await runColumn(column, { plain: request.plain, label }, io, interrupts);
      if (outcome.kind === 'interrupted') return { ...outcome, done: ran.length };
      const { report } = outcome.run;
      ran.push({ name: column.name, changes: column.changes, scenario: column.loaded.scenario, report });
    }
  } finally {
    interrupts.end();
  }
  return { kind: 'compared', comparison: compareRuns(ran) };
}

async function compareOften(
  { columns, baseline, seed }: ComparisonPlan,
  { seeds, threads, plain }: CompareRequest,
  io: CommandIo,
): Promise<Outcome> {
  const outcome = await runUnderSeeds(columns, { seeds: seedSeries(seed, seeds), threads, plain }, io);
  if (outcome.kind === 'interrupted') return outcome;
  const ran = columns.map(({ name, changes, loaded: { scenario } }, i) => {
    return { name, changes, scenario, runs: outcome.runs[i] };
  });
  return { kind: 'compared', comparison: compareColumns(ran, baseline) };
}

function render(shown: ShownComparison, { format, ascii }: CompareRequest, io: CommandIo): string {
  switch (format) {
    case 'text':
      return renderComparisonText(shown, { paint: paintFor(io.stdout, io.env), ascii });
    case 'json':
      return renderComparisonJson(shown);
    case 'markdown':
      return renderComparisonMarkdown(shown);
    case 'csv':
      return renderComparisonCsv(shown);
    default:
      return assertNever(format);
  }
}

function runColumn(
  { loaded: { scenario }, resolver }: PlannedColumn,
  { plain, label }: { readonly plain: boolean; readonly label: string },
  io: CommandIo,
  interrupts: InterruptWatch,
): ReturnType<typeof driveShown> {
  const simulation = new Simulation(scenario, { ...resolver?.open() });
  return driveShown(simulation, { durationUs: scenario.durationUs, plain, label }, io, interrupts);
}
