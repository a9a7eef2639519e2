/** Holding the formulas of a sizing against runs: make the scenarios, run each, compare. */
import { parseScenarios } from '../../scenarios/parse.js';
import { checkFigures } from '../../scenarios/sizing/check.js';
import type { FigureCheck } from '../../scenarios/sizing/check.js';
import { checkDocument, checkScenarioName } from '../../scenarios/sizing/check-document.js';
import { divisorOf, mostWrites, planChecks } from '../../scenarios/sizing/check-plan.js';
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
  const most = Math.max(...planned.map(({ writes }) => writes));
  if (most > mostWrites) {
    const [found, allowed] = [formatCount(Math.ceil(most)), formatCount(mostWrites)];
    return { ok: false, message: `--simulate full: a run would accept ${found} writes; expected at most ${allowed}; leave out full` };
  }
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

/** From so many writes on a run says beforehand what it takes: memory for each of them. */
const [manyWrites, bytesPerWrite] = [20_000_000, 42];

/** How checking ended. */
export type SizingOutcome =
  | { readonly kind: 'finished'; readonly check: ShownCheck }
  | { readonly kind: 'interrupted'; readonly exitCode: ExitCode; readonly sentence: string };

/** Runs every scenario and compares; progress goes to stderr. */
export async function checkSizing({ divisor, runs }: ReadyPlan, plain: boolean, io: CommandIo): Promise<SizingOutcome> {
  const most = Math.max(...runs.map(({ run }) => run.writes));
  if (most > manyWrites) {
    const memory = formatBytes(most * bytesPerWrite);
    io.stderr.write(`A run of ${formatCount(Math.ceil(most))} writes takes minutes, and about ${memory} of memory.\n`);
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
