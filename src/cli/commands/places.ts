/** `quarrel places`: round trips between cities, and what they make of a write. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';

/** Adds the command; the tables are loaded only when it runs. */
export function addPlacesCommand(program: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  program
    .command('places')
    .summary('round trips between cities, and what they make of a write')
    .description(
      'Shows the places that scenarios may name; of one, the round trips to all others; of several, the round trips ' +
        'between them, and what a write waits for with leaders everywhere, with one leader, with a majority, and with all.',
    )
    .argument('[places...]', 'cities such as london, or regions such as eu-west-2')
    .addOption(new Option('--format <format>', 'how the result is shown').choices(['text', 'csv', 'json']))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel places --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel places', 'quarrel places sydney', 'quarrel places virginia london tokyo', 'quarrel places us-east-1 eu-west-1 --format csv'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async (names: readonly string[], flags: Flags) => {
      const { showPlaces } = await import('../places/show-places.js');
      const format = flags.json === true ? 'json' : (flags.format ?? 'text');
      finish(showPlaces({ names, format, ascii: flags.ascii === true }, io));
    });
}

interface Flags {
  readonly format?: 'text' | 'csv' | 'json';
  readonly json?: boolean;
  readonly ascii?: boolean;
}
