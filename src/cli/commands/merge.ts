/** `quarrel merge`: parts of a check or of a sweep, put together. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { checkFormats } from '../check-request.js';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { MergeFormat } from '../merge-shards.js';
import { sweepFormats } from '../sweep/sweep-request.js';
import { exitCodeLines } from './check.js';

/** Adds the command; the judges are loaded only when it runs. */
export function addMergeCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('merge')
    .summary('join the parts of a check or sweep')
    .description(
      'Joins the parts that quarrel check --shard, or quarrel sweep --shard, wrote: the report is that of the ' +
        'whole, byte for byte.',
    )
    .argument('<part...>', 'all parts, in any order')
    .addOption(new Option('--format <format>', 'how the result is shown').choices(formats))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--test', 'of a check: shows a vitest test for each counterexample')
    .option('--runs', 'of a sweep: shows every single run as well, in CSV and JSON')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel merge --help')
    .addHelpText('after', helpAfter({ examples, exitCodes: mergeExitCodeLines, variables: plainVariableLines }))
    .action(async (parts: readonly string[], flags: MergeFlags) => {
      const { mergeShards } = await import('../merge-shards.js');
      const { format = null, json, ascii, test, runs } = flags;
      finish(
        await mergeShards(
          {
            parts,
            format: json === true ? 'json' : format,
            ascii: ascii === true,
            test: test === true,
            runs: runs === true,
          },
          io,
        ),
      );
    });
}

/** A sweep has nothing to refute. */
const mergeExitCodeLines = ['0    of a sweep: done; of a check: every property holds within bounds', ...exitCodeLines.slice(1)];

const formats = [...new Set<MergeFormat>([...checkFormats, ...sweepFormats])];

const examples = [
  'quarrel check ./cart.ts --shard 1/2 --out part-1.json',
  'quarrel check ./cart.ts --shard 2/2 --out part-2.json',
  'quarrel merge part-1.json part-2.json',
  'quarrel merge part-*.json --format junit > check.xml',
  'quarrel merge part-*.jsonl --format csv > sweep.csv',
];

interface MergeFlags {
  readonly format?: MergeFormat;
  readonly json?: boolean;
  readonly test?: boolean;
  readonly runs?: boolean;
  readonly ascii?: boolean;
}
