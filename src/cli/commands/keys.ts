/** `quarrel keys`: every key of the terminal program, as text. */
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';

/** Adds the command. */
export function addKeysCommand(program: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  program
    .command('keys')
    .summary('print every key of every screen')
    .description('Prints every key of the live view and of the screens that it opens. There, ? shows those of one screen.')
    .showHelpAfterError('See: quarrel keys --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel keys', 'quarrel keys | less'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async () => {
      const { everyKeyTable } = await import('../view/keys/every-table.js');
      const { listKeys } = await import('../view/keys/list-keys.js');
      io.stdout.write(listKeys(everyKeyTable));
      finish(exitCodes.held);
    });
}
