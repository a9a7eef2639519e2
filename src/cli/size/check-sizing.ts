/** Holding the formulas of a sizing against runs: make the scenarios, run each, compare. */
import { parseScenarios } from '../../scenarios/parse.js';
import { checkFigures } from '../../scenarios/sizing/check.js';
import type { FigureCheck } from '../../scenarios/sizing/check.js';
import { checkDocument, checkScenarioName } from '../../scenarios/sizing/check-document.js';
import { divisorOf, memoryBytes, mostMemoryBytes, mostRunUs, planChecks } from '../../scenarios/sizing/check-plan.js';
import type { CheckRun } from '../../scenarios/sizing/check-plan.js';
import type { SizingParameters } from '../../scenarios/sizing/parameters.js';
import type { Scenario } from '../../sim/scenario.js';
import { Simulation } from '../../sim/simulate.js';
import type { CommandIo } from '../command-io.js';
import { describeInterruption, driveShown } from '../drive-shown.js';
import type { ExitCode } from '../exit-codes.js';
import { watchInterrupts } from '../interrupts.js';
import { printable } from '../printable.js';
import { countOf, formatBytes, formatCount } from '../report/format.js';
import type { ShownCheck } from '../report/size/check-text.js';
import { secondsWords } from '../report/size/quantities.js';
import { joinWords } from '../shell-words.js';
import { writeNew } from '../write-starter.js';

/** Runs that are ready, or one sentence about why there are none. */
export type SizingPlan =
  | {
      readonly ok: true;
      readonly divisor: number;
      readonly document: string;
      readonly runs: readonly { readonly run: CheckRun; readonly scenario: Scenario }[];
    }
  | { readonly ok: false; readonly message: string };

type ReadyPlan = Extract<SizingPlan, { readonly ok: true }>;

/** Makes the scenarios and checks them as if they stood in a file. */
export function planSizing(parameters: SizingParameters, isFull: boolean): SizingPlan {
  const divisor = divisorOf(parameters, isFull);
  const planned = planChecks(parameters, divisor);
  const problem = problemOf(planned, isFull);
  if (problem !== null) return { ok: false, message: problem };
  const document = checkDocument(planned);
  const parsed = parseScenarios(document);
  if (!parsed.ok) {
    const [issue] = parsed.issues;
    return { ok: false, message: `this cannot be simulated: ${issue?.path ?? ''}: ${issue?.message ?? ''} (expected ${issue?.expected ?? ''})` };
  }
  const runs = planned.flatMap((run) => {
    const loaded = parsed.scenarios.find(({ scenario }) => scenario.name === checkScenarioName(run.name));
    return loaded === undefined ? [] : [{ run, scenario: loaded.scenario }];
  });
  return { ok: true, divisor, document, runs };
}

function problemOf(planned: readonly CheckRun[], isFull: boolean): string | null {
  const long = planned.find(({ durationUs, settleUs }) => Math.max(durationUs, settleUs) > mostRunUs);
  if (long !== undefined) {
    return `this cannot be simulated: ${checkScenarioName(long.name)} would last ${secondsWords(long.durationUs)} and the drain; ` +
      `expected at most ${secondsWords(mostRunUs)} for each, 365 days; ${shorter}`;
  }
  const excess = planned.find((run) => memoryBytes(run) > mostMemoryBytes);
  if (excess === undefined) return null;
  const remedy = excess.partition === null ? 'ask for fewer --keys or --regions' : isFull ? 'leave out full' : shorter;
  return `this cannot be simulated: a run of ${writesOf(excess)} would take about ${formatBytes(memoryBytes(excess))} of memory; ` +
    `expected at most ${formatBytes(mostMemoryBytes)}; ${remedy}`;
}

const shorter = 'ask for a shorter --partition or more --headroom';

function writesOf({ writes, parameters: { regions, keys } }: CheckRun): string {
  return `${formatCount(Math.ceil(writes))} writes of ${countOf(keys, 'key')} in ${formatCount(regions)} regions`;
}

/** Writes the scenarios; returns one sentence about why it could not, or null. */
export function writeSizing({ document, runs }: ReadyPlan, path: string, force: boolean, io: CommandIo): string | null {
  if (!/\.ya?ml$/i.test(path)) return `--write ${printable(path)}: expected a file that ends in .yaml`;
  const refusal = writeNew({ path, text: document }, { force });
  if (refusal !== null) return refusal;
  const [first] = runs;
  const example = joinWords(['quarrel', 'run', `${path}#${first?.scenario.name ?? ''}`]);
  io.stderr.write(`Wrote ${printable(path)}: ${countOf(runs.length, 'scenario')}. Run one with: ${example}\n`);
  return null;
}

/** From so much memory on a run says beforehand what it takes; from so many deliveries on, that it takes minutes. */
const [muchMemory, manyDeliveries] = [800e6, 20_000_000];

/** How checking ended. */
export type SizingOutcome =
  | { readonly kind: 'finished'; readonly check: ShownCheck }
  | { readonly kind: 'interrupted'; readonly exitCode: ExitCode; readonly sentence: string };

/** Runs every scenario and compares; progress goes to stderr. */
export async function checkSizing({ divisor, runs }: ReadyPlan, plain: boolean, io: CommandIo): Promise<SizingOutcome> {
  const [large] = runs.map(({ run }) => run).sort((a, b) => memoryBytes(b) - memoryBytes(a));
  if (large !== undefined && memoryBytes(large) > muchMemory) {
    const minutes = large.writes * (large.parameters.regions - 1) > manyDeliveries ? 'minutes, and ' : '';
    io.stderr.write(`A run of ${writesOf(large)} takes ${minutes}about ${formatBytes(memoryBytes(large))} of memory.\n`);
  }
  const interrupts = watchInterrupts(io);
  try {
    const checks: FigureCheck[] = [];
    for (const { run, scenario } of runs) {
      const outcome = await driveShown(
        new Simulation(scenario), { durationUs: scenario.durationUs, plain, label: scenario.name }, io, interrupts,
      );
      if (outcome.kind === 'interrupted') {
        return { kind: 'interrupted', exitCode: outcome.exitCode, sentence: describeInterruption(outcome) };
      }
      checks.push(...checkFigures(run, outcome.run.report));
    }
    return { kind: 'finished', check: { divisor, seed: runs[0]?.scenario.seed ?? '', runs: runs.map(({ run }) => run), checks } };
  } finally {
    interrupts.end();
  }
}
