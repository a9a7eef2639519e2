/** `quarrel fuzz`: random faults, clocks and workloads against a scenario's promises. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { defaultOut, defaultRuns, defaultShrinkRuns } from '../fuzz-request.js';
import type { ExpectRequest, FuzzRequest } from '../fuzz-request.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';
import { wholeNumber } from '../whole-number.js';

/** Adds the command; the engine is loaded only when it runs. */
export function addFuzzCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('fuzz')
    .summary('try a scenario under random faults, and shrink what fails')
    .description(
      'Runs a scenario again and again, on all processors, under random faults, clocks and workloads. What breaks one of its ' +
        'promises is shrunk, faults, regions, operations and numbers alike, to a small scenario file that ' +
        'fails alone.',
    )
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--runs <n>', `how many runs; default: ${defaultRuns}`, wholeNumber(1, mostRuns))
    .addOption(
      new Option('--time <duration>', 'as many runs as begin within this, such as 60s').conflicts('runs'),
    )
    .option('--seed <seed>', 'any text, for what is drawn; run n is the same whatever the number of runs', '1')
    .option('--set <path=value>', 'change the scenario first; may be repeated', addOverride)
    .option('--only <groups>', 'draw only these of faults, clocks, workload', list)
    .option('--kinds <kinds>', 'draw only these kinds of faults, joined by commas', list)
    .option(
      '--expect <name[=condition]>',
      'judge this in place of the promises, such as conflicts, lost-writes=0 or "lag.max<10s"; may be ' +
        'repeated; all: whatever the scenario expects',
      addExpect,
    )
    .option('--shrink-runs <n>', `most runs to shrink one failure; default: ${defaultShrinkRuns}`, wholeNumber(1, mostRuns))
    .option('--threads <n>', 'how many runs at once; default: one a processor', wholeNumber(1, 256))
    .option('--out <folder>', 'where failures are written to', defaultOut)
    .option('--json', 'one JSON document')
    .option('--plain', 'no redrawing')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel fuzz --help')
    .addHelpText('after', promiseText)
    .addHelpText('after', helpAfter({ examples, exitCodes: exitCodeLines, variables: plainVariableLines }))
    .action(async (target: string, flags: FuzzFlags) => {
      const { fuzzScenario } = await import('../fuzz-scenario.js');
      finish(await fuzzScenario(requestOf(target, flags), io));
    });
}

const mostRuns = 10_000_000;

const examples = [
  'quarrel fuzz ring',
  'quarrel fuzz scenario.yaml#mine --time 60s --only faults,clocks',
  'quarrel fuzz split-brain --expect lost-writes=0 --set conflicts.resolve=siblings',
  'quarrel fuzz raft-failover --runs 1000 --kinds crash,partition,disk-loss --json',
];

const exitCodeLines = [
  '0    no run broke a promise',
  '1    some run broke one, or the scenario does without any fault',
  '2    wrong usage or input; nothing was run',
  '3    inconclusive: a promise could not be judged in any run',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C, what was found is printed; 143 stopped by SIGTERM',
];

const promiseText = `
What is judged: those of the scenario's expectations that no fault excuses, which
are settled, converged, linearizable, and upper bounds (0, <= 2) of lost-writes
and its causes, violations.*, divergent-keys, fates.lost, findings, resurrected,
rows.collisions, unique.violations, apply-errors, storm-stopped and
stale-leader.writes. Where a scenario has none of them: settled, converged, no
findings in a resolver of one's own, and no lost writes where the strategy is to
keep them all (siblings, mv-register, g-counter, pn-counter, g-set, raft,
certification, shared-storage with one volume). What one run shows and another
need not, such as conflicts: 4, is judged only where --expect names it.

Kinds of faults: partition, offline, crash, outage, storage, pause, slow,
latency-spike, loss, bandwidth, clock-step. Drawn only where --kinds names them,
as they take something away for good: disk-loss, leave. What a scenario has no
use for is left out. Faults end while there is work; of each run's kinds, half
are left out. Clocks: skew up to 1 s, drift up to 200 ppm; with truetime no more
than it claims. Workload: the seed, a quarter to twice the rates, down to a
hundredth of the keys.
`;

interface FuzzFlags {
  readonly scenario?: string;
  readonly runs?: number;
  readonly time?: string;
  readonly seed: string;
  readonly set?: readonly Override[];
  readonly only?: readonly string[];
  readonly kinds?: readonly string[];
  readonly expect?: readonly ExpectRequest[];
  readonly shrinkRuns?: number;
  readonly threads?: number;
  readonly out: string;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
}

function requestOf(target: string, flags: FuzzFlags): FuzzRequest {
  return {
    target,
    scenario: flags.scenario ?? null,
    runs: flags.runs ?? (flags.time === undefined ? defaultRuns : null),
    time: flags.time ?? null,
    seed: flags.seed,
    overrides: flags.set ?? [],
    only: flags.only ?? null,
    kinds: flags.kinds ?? null,
    expect: flags.expect ?? [],
    shrinkRuns: flags.shrinkRuns ?? defaultShrinkRuns,
    threads: flags.threads ?? null,
    out: flags.out,
    json: flags.json === true,
    plain: flags.plain === true,
    ascii: flags.ascii === true,
  };
}

function list(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...text.split(',').map((word) => word.trim())];
}

function addExpect(text: string, previous: readonly ExpectRequest[] = []): readonly ExpectRequest[] {
  const [, name, value, comparison] = /^([^=<>!\s]+)\s*(?:=([^]*)|([<>!][^]*))?$/.exec(text) ?? [];
  if (name === undefined) {
    const remedy = 'Write the name of an expectation, or name=condition such as lost-writes=0.';
    throw new InvalidArgumentError(remedy);
  }
  const condition = comparison ?? value ?? null;
  // To YAML a comparison is no plain text.
  const isComparison = /^\s*[<>!]/.test(condition ?? '');
  return [...previous, { name, condition: isComparison ? JSON.stringify(condition) : condition }];
}
