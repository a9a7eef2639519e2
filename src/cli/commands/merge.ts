/** `quarrel merge`: parts of a check, put together. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { checkFormats } from '../check-request.js';
import type { CheckFormat } from '../check-request.js';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import { exitCodeLines } from './check.js';

/** Adds the command; the judges are loaded only when it runs. */
export function addMergeCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('merge')
    .summary('join the parts of a check')
    .description('Joins the parts that quarrel check --shard wrote: the report is that of the whole check, byte for byte.')
    .argument('<part...>', 'all parts, in any order')
    .addOption(new Option('--format <format>', 'how the result is shown').choices([...checkFormats]))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--test', 'shows a vitest test for each counterexample')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel merge --help')
    .addHelpText('after', helpAfter({ examples, exitCodes: exitCodeLines, variables: plainVariableLines }))
    .action(async (parts: readonly string[], flags: MergeFlags) => {
      const { mergeShards } = await import('../merge-shards.js');
      const { format, json, ascii, test } = flags;
      const request = { parts, format: json === true ? 'json' : (format ?? null), ascii: ascii === true, test: test === true } as const;
      finish(await mergeShards(request, io));
    });
}

const examples = [
  'quarrel check ./cart.ts --shard 1/2 --out part-1.json',
  'quarrel check ./cart.ts --shard 2/2 --out part-2.json',
  'quarrel merge part-1.json part-2.json',
  'quarrel merge part-*.json --format junit > check.xml',
];

interface MergeFlags {
  readonly format?: CheckFormat;
  readonly json?: boolean;
  readonly test?: boolean;
  readonly ascii?: boolean;
}
