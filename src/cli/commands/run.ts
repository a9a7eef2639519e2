/** `quarrel run`: one scenario, one seed, one report. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { exitCodeLines, helpAfter, variableLines } from '../help.js';
import { formats } from '../run-request.js';
import type { Format, Override, RunRequest } from '../run-request.js';
import { addOverride } from '../set-option.js';

/** Adds the command; the engine is loaded only when it runs. */
export function addRunCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('run')
    .summary('run a scenario and report what happened')
    .description('Runs a scenario, judges its expectations and reports what happened.')
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--seed <seed>', 'any text; the same seed repeats the same run')
    .option('--set <path=value>', 'change the document; may be repeated', addOverride)
    .option('--resolver <name>', 'short for --set conflicts.resolve=<name>; a file such as ./mine.ts is code, and is run')
    .option('--topology <kind>', 'short for --set topology=<kind>')
    .option('--detect <name>', 'short for --set conflicts.detect=<name>')
    .addOption(
      new Option('--format <format>', 'live view, text, JSON, or a page that opens in any browser').choices([...formats]),
    )
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--plain', 'line by line: no live view, no redrawing')
    .option('--ascii', 'no character outside ASCII')
    .option('--out <file>', 'write the report to a file instead of stdout')
    .option('--trace <file>', 'write every event to a file, one JSON document a line')
    .option('--history <file>', 'write what clients asked for and were told, to be verified')
    .showHelpAfterError('See: quarrel run --help')
    .addHelpText('after', helpAfter({
      examples,
      exitCodes: exitCodeLines,
      variables: variableLines,
    }))
    .action(async (target: string, flags: RunFlags) => {
      const { runScenario } = await import('../run-scenario.js');
      finish(await runScenario(requestOf(target, flags), io));
    });
}

const examples = [
  'quarrel run split-brain',
  'quarrel run split-brain --resolver siblings --seed 7 --json',
  'quarrel run split-brain --format html --out report.html',
  'quarrel run scenario.yaml#mine --set regions.us-east.clock.skew=40ms',
  'quarrel run concurrent-x --trace trace.ndjson',
  'quarrel run concurrent-x --resolver ./mine.ts',
  'quarrel run split-brain --history history.jsonl',
];

interface RunFlags {
  readonly scenario?: string;
  readonly seed?: string;
  readonly set?: readonly Override[];
  readonly resolver?: string;
  readonly topology?: string;
  readonly detect?: string;
  readonly format?: Format;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
  readonly trace?: string;
  readonly history?: string;
  readonly out?: string;
}

function requestOf(target: string, flags: RunFlags): RunRequest {
  return {
    target,
    scenario: flags.scenario ?? null,
    seed: flags.seed ?? null,
    overrides: [
      ...(flags.set ?? []),
      ...shorthand('conflicts.resolve', flags.resolver),
      ...shorthand('topology', flags.topology),
      ...shorthand('conflicts.detect', flags.detect),
    ],
    format: flags.json === true ? 'json' : (flags.format ?? null),
    plain: flags.plain === true,
    ascii: flags.ascii === true,
    tracePath: flags.trace ?? null,
    historyPath: flags.history ?? null,
    outPath: flags.out ?? null,
  };
}

function shorthand(path: string, value: string | undefined): readonly Override[] {
  return value === undefined ? [] : [{ path, value }];
}
