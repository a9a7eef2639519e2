/** `quarrel compare`: one workload under several strategies, side by side. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import { comparisonFormats } from '../compare-request.js';
import type { CompareRequest, ComparisonFormat } from '../compare-request.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';
import { wholeNumber } from '../whole-number.js';

/** Adds the command; the engine is loaded only when it runs. */
export function addCompareCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('compare')
    .summary('run one workload under several strategies, side by side')
    .description(
      'Runs a scenario in several variants under the same seeds, so that all of them meet the same ' +
        'requests and the same network, and shows their figures side by side: which is better, at what, ' +
        'and what it costs. Without a choice it takes the variants that the scenario lists under compare.',
    )
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--vary <path=a,b>', 'a variant for each value; may be repeated, for all combinations', collect)
    .option('--strategies <names>', 'the same workload under these strategies, joined by commas', list)
    .option('--with <scenarios...>', 'other scenarios beside it, named in the same way')
    .option('--resolver <names>', 'short for --vary conflicts.resolve=<names>')
    .option('--detect <names>', 'short for --vary conflicts.detect=<names>')
    .option('--topology <kinds>', 'short for --vary topology=<kinds>')
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--seed <seed>', 'any text, for every variant; default: that of the scenario')
    .option('--seeds <n>', seedsText, wholeNumber(1, mostSeeds), 1)
    .option('--against <variant>', 'the one that the others are held against; default: the first')
    .option('--threads <n>', threadsText, wholeNumber(1, mostThreads))
    .option('--set <path=value>', 'change every variant; may be repeated', addOverride)
    .addOption(new Option('--format <format>', formatText).choices([...comparisonFormats]))
    .addOption(new Option('--json', 'short for --format json').conflicts(['format', 'markdown']))
    .addOption(new Option('--markdown', 'short for --format markdown').conflicts('format'))
    .option('--plain', 'no redrawing')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel compare --help')
    .addHelpText('after', strategyText)
    .addHelpText('after', helpAfter({ examples, exitCodes: exitCodeLines, variables: plainVariableLines }))
    .action(async (target: string, flags: CompareFlags) => {
      const { compareScenarios } = await import('../compare-scenarios.js');
      finish(await compareScenarios(requestOf(target, flags), io));
    });
}

const examples = [
  'quarrel compare split-brain --vary conflicts.resolve=lww,fww,siblings',
  'quarrel compare split-brain --resolver lww,siblings --seeds 20',
  'quarrel compare split-brain --resolver lww,fww --seeds 20 --against fww --format csv',
  'quarrel compare split-brain --vary conflicts.resolve=lww,siblings --format tui',
  'quarrel compare split-brain --strategies multi-leader,leaderless --markdown',
  'quarrel compare ring-break --with two-way-ring-survives mesh-goes-on',
  'quarrel compare split-brain --topology mesh,ring --resolver lww,siblings --json',
];

const exitCodeLines = [
  '0    compared; who is better decides nothing here',
  '2    wrong usage or input; nothing was run',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
];

const strategyText = `
Strategies; a scenario that is of one already stays as it is written under it:
  multi-leader    every region accepts writes and ships its log
  leaderless      copies in up to three regions, quorums, hints
  single-leader   the first region leads, others follow asynchronously
  raft            a write is answered when a majority has it
  certification   the first of two writes in one order commits
  shared-storage  the first region writes a volume that the others read

A * marks what is best in its row. Durations within 1 % of each other are equal.

With --seeds, variants are compared seed by seed, so that what luck a seed brings
falls out of the difference. Better or worse is only what the 95 % interval of
that difference says, all rows of a variant taken together (Holm); of yes or no,
the exact sign test. Twenty seeds are a good start; below ten, be careful.
`;

const mostSeeds = 10_000;
const mostThreads = 256;
const seedsText = `under so many seeds, of which --seed is the first: 1 to ${mostSeeds}`;
const threadsText = `share the runs: 1 to ${mostThreads}; default: one a processor`;
const formatText = 'text, JSON, Markdown, CSV with one line a run, or tui: two to four runs played in lockstep';

interface CompareFlags {
  readonly vary?: readonly string[];
  readonly strategies?: readonly string[];
  readonly with?: readonly string[];
  readonly resolver?: string;
  readonly detect?: string;
  readonly topology?: string;
  readonly scenario?: string;
  readonly seed?: string;
  readonly seeds: number;
  readonly against?: string;
  readonly threads?: number;
  readonly set?: readonly Override[];
  readonly format?: ComparisonFormat;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
}

function requestOf(target: string, flags: CompareFlags): CompareRequest {
  return {
    target,
    scenario: flags.scenario ?? null,
    others: flags.with ?? [],
    varied: [
      ...shorthand('topology', flags.topology),
      ...shorthand('conflicts.detect', flags.detect),
      ...shorthand('conflicts.resolve', flags.resolver),
      ...(flags.vary ?? []),
    ],
    strategies: flags.strategies ?? [],
    seed: flags.seed ?? null,
    seeds: flags.seeds,
    against: flags.against ?? null,
    threads: flags.threads ?? null,
    overrides: flags.set ?? [],
    format: flags.json === true ? 'json' : flags.markdown === true ? 'markdown' : (flags.format ?? 'text'),
    plain: flags.plain === true,
    ascii: flags.ascii === true,
  };
}

function shorthand(path: string, values: string | undefined): readonly string[] {
  return values === undefined ? [] : [`${path}=${values}`];
}

function collect(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

function list(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...text.split(',').map((name) => name.trim())];
}
