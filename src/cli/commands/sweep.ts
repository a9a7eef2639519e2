/** `quarrel sweep`: one or two parameters over many seeds. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';
import { shardOption } from '../shard-option.js';
import { shardText, shardVariableLines } from '../shard-place.js';
import type { ShardPlace } from '../shard-place.js';
import { defaultSeeds, sweepFormats } from '../sweep/sweep-request.js';
import type { SweepFormat, SweepRequest } from '../sweep/sweep-request.js';
import { wholeNumber } from '../whole-number.js';

/** Adds the command; the engine is loaded only when it runs. */
export function addSweepCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('sweep')
    .summary('vary one or two parameters, each over many seeds')
    .description(
      'Runs a scenario at each value of one or two parameters, each under the same many seeds, on all processors, ' +
        'and shows how its figures change: curves with 95 % confidence bands. Without --vary it is one point: ' +
        'the scenario over many seeds.',
    )
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--vary <path=values>', 'from..to/step, or values joined by commas; may stand there twice', collect)
    .option('--seeds <n>', 'how many seeds each point runs under', wholeNumber(1, 1_000_000), defaultSeeds)
    .option('--metric <names>', 'what to look at, joined by commas: any name that expect: knows', list)
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--seed <seed>', 'the first seed: any text; default: that of the scenario')
    .option('--set <path=value>', 'change every point; may be repeated', addOverride)
    .option('--threads <n>', 'how many runs at once; default: one a processor', wholeNumber(1, 256))
    .option('--out <file>', 'keeps each run as soon as it is done; the same command goes on where it stopped')
    .option('--shard <i/n>', 'carries out one of n parts of the runs, for quarrel merge', shardOption(io))
    .addOption(new Option('--format <format>', 'how the result is shown').choices([...sweepFormats]).default('text'))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--runs', 'shows every single run as well, in CSV and JSON')
    .option('--plain', 'no redrawing')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel sweep --help')
    .addHelpText('after', valuesText)
    .addHelpText('after', shardText)
    .addHelpText('after', helpAfter({ examples, exitCodes: exitCodeLines, variables }))
    .action(async (target: string, flags: SweepFlags) => {
      const { sweepScenario } = await import('../sweep/sweep-scenario.js');
      finish(await sweepScenario(requestOf(target, flags), io));
    });
}

const examples = [
  'quarrel sweep split-brain --vary regions.us-east.clock.skew=0ms..200ms/20ms --seeds 50',
  'quarrel sweep split-brain --vary links.default.bandwidth=1Mbps,10Mbps,100Mbps --metric lag.p99',
  'quarrel sweep split-brain --seeds 1000 --out runs.jsonl --format csv',
  'quarrel sweep clock-skew --vary regions.us-east.clock.skew=0ms..200ms/20ms --format html > sweep.html',
  'quarrel sweep split-brain --seeds 1000 --shard 1/4 --out part-1.jsonl',
  'quarrel merge part-*.jsonl',
];

const valuesText = `
Values are those of the scenario document, with its units: 0ms..200ms/20ms, 1..5,
10Mbps..100Mbps/10Mbps, lww,siblings. Of mappings, such as regions, the number of
entries is shown. Metrics are lost-writes, conflicts, lag.p99, converged and
divergent-keys where none is named; linearizable and violations.* take longer.
`;

const exitCodeLines = [
  '0    done; what the figures are decides nothing here',
  '2    wrong usage or input; nothing was run',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM; what was found is shown, and --out keeps it',
];

const variables = [...plainVariableLines, ...shardVariableLines];

interface SweepFlags {
  readonly vary?: readonly string[];
  readonly seeds: number;
  readonly metric?: readonly string[];
  readonly scenario?: string;
  readonly seed?: string;
  readonly set?: readonly Override[];
  readonly threads?: number;
  readonly out?: string;
  readonly shard?: ShardPlace;
  readonly format: SweepFormat;
  readonly json?: boolean;
  readonly runs?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
}

function requestOf(target: string, flags: SweepFlags): SweepRequest {
  return {
    target,
    scenario: flags.scenario ?? null,
    varied: flags.vary ?? [],
    metrics: flags.metric ?? [],
    seeds: flags.seeds,
    seed: flags.seed ?? null,
    overrides: flags.set ?? [],
    threads: flags.threads ?? null,
    shard: flags.shard ?? null,
    out: flags.out ?? null,
    style: {
      format: flags.json === true ? 'json' : flags.format,
      showsRuns: flags.runs === true,
      ascii: flags.ascii === true,
    },
    plain: flags.plain === true,
  };
}

function collect(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

function list(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...text.split(',').map((name) => name.trim())];
}
