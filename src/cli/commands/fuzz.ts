/** `quarrel fuzz`: random faults, clocks and workloads against a scenario's promises. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { fuzzGroups, fuzzKinds, lastingKinds, recoverableKinds } from '../../scenarios/fuzz/fault-kinds.js';
import type { FuzzGroup, FuzzKind } from '../../scenarios/fuzz/fault-kinds.js';
import { duration } from '../../scenarios/units.js';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { defaultOut, defaultRuns, defaultShrinkRuns } from '../fuzz-request.js';
import type { ExpectRequest, FuzzRequest } from '../fuzz-request.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';

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
      'Runs a scenario again and again under random faults, clocks and workloads. What breaks one of its ' +
        'promises is shrunk, faults, regions, operations and numbers alike, to a small scenario file that ' +
        'fails alone.',
    )
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--runs <n>', `how many runs; default: ${defaultRuns}`, countOf)
    .addOption(new Option('--time <duration>', 'as many runs as begin within this, such as 60s').argParser(timeOf).conflicts('runs'))
    .option('--seed <seed>', 'any text, for what is drawn; run n is the same whatever the number of runs', '1')
    .option('--set <path=value>', 'change the scenario first; may be repeated', addOverride)
    .option('--only <groups>', `draw only these of ${fuzzGroups.join(', ')}`, groupsOf)
    .option('--kinds <kinds>', 'draw only these kinds of faults', kindsOf)
    .option('--expect <name[=condition]>', 'judge this in place of the promises; may be repeated; all: whatever the scenario expects', addExpect)
    .option('--shrink-runs <n>', `most runs to shrink one failure; default: ${defaultShrinkRuns}`, countOf)
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
What is judged: those of the scenario's expectations that no fault excuses, which are
settled, converged, linearizable, and upper bounds (0, <= 2) of lost-writes and its
causes, violations.*, divergent-keys, fates.lost, findings, resurrected, rows.collisions,
unique.violations, apply-errors, storm-stopped, stale-leader.writes. Where it has none:
settled, converged, no findings in a resolver of one's own, and no lost writes where
the strategy keeps them all (siblings, mv-register, counters, g-set, raft, certification,
shared-storage of one volume). Counts that one run shows and others need not, such as
conflicts: 4, are not judged unless --expect names them.

Kinds of faults: ${recoverableKinds.slice(0, 7).join(', ')},
${recoverableKinds.slice(7).join(', ')}. Only if named, since they take something away
for good: ${lastingKinds.join(', ')}. A kind that the scenario has no use for is left out.
Faults end while there is work. Clocks: skew up to 1 s, drift up to 200 ppm; under
truetime no more than it claims. Workload: the seed, rates from a quarter to twice,
down to a hundredth of the keys.
`;

interface FuzzFlags {
  readonly scenario?: string;
  readonly runs?: number;
  readonly time?: number;
  readonly seed: string;
  readonly set?: readonly Override[];
  readonly only?: readonly FuzzGroup[];
  readonly kinds?: readonly FuzzKind[];
  readonly expect?: readonly ExpectRequest[];
  readonly shrinkRuns?: number;
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
    timeMs: flags.time ?? null,
    seed: flags.seed,
    overrides: flags.set ?? [],
    only: flags.only ?? null,
    kinds: flags.kinds ?? null,
    expect: flags.expect ?? [],
    shrinkRuns: flags.shrinkRuns ?? defaultShrinkRuns,
    out: flags.out,
    json: flags.json === true,
    plain: flags.plain === true,
    ascii: flags.ascii === true,
  };
}

const mostRuns = 10_000_000;

function countOf(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > mostRuns) throw new InvalidArgumentError(`Write a number from 1 to ${mostRuns}.`);
  return count;
}

function timeOf(text: string): number {
  const read = duration.read(text);
  if (!read.ok || read.value <= 0) throw new InvalidArgumentError('Write a duration such as 60s or 10m.');
  return read.value / 1000;
}

function groupsOf(text: string): readonly FuzzGroup[] {
  return wordsOf(text, fuzzGroups);
}

function kindsOf(text: string): readonly FuzzKind[] {
  return wordsOf(text, fuzzKinds);
}

function wordsOf<W extends string>(text: string, known: readonly W[]): readonly W[] {
  const found = text.split(',').map((word) => {
    const match = known.find((one) => one === word.trim());
    if (match === undefined) throw new InvalidArgumentError(`Write some of ${known.join(', ')}, joined by commas.`);
    return match;
  });
  return [...new Set(found)];
}

function addExpect(text: string, previous: readonly ExpectRequest[] = []): readonly ExpectRequest[] {
  const [, name, condition = null] = /^([^=<>\s]+)(?:=([^]*))?$/.exec(text) ?? [];
  if (name === undefined) {
    throw new InvalidArgumentError('Write the name of an expectation, or name=condition such as lost-writes=0.');
  }
  return [...previous, { name, condition }];
}
