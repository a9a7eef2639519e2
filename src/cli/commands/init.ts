/** `quarrel init`: a commented scenario file to start from. */
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';
import { printable } from '../printable.js';
import { joinWords } from '../shell-words.js';

/** Adds the command. */
export function addInitCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('init')
    .summary('write a scenario file to start from')
    .description('Writes a commented scenario file to start from; never over another file.')
    .argument('[file]', 'where to write it', 'scenario.yaml')
    .option('--force', 'write even if the file exists')
    .showHelpAfterError('See: quarrel init --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel init', 'quarrel init experiments/cart.yaml --force'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async (file: string, flags: { readonly force?: boolean }) => {
      const { writeStarter } = await import('../write-starter.js');
      const refusal = writeStarter(file, { force: flags.force === true });
      if (refusal === null) io.stdout.write(nextSteps(file));
      else io.stderr.write(`error: ${refusal}\n`);
      finish(refusal === null ? exitCodes.held : exitCodes.usage);
    });
}

function nextSteps(file: string): string {
  return `Wrote ${printable(file)}. Run it with: ${joinWords(['quarrel', 'run', file])}\n`;
}
