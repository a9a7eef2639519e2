/** `quarrel show`: a scenario as its document says it. */
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';

/** Adds the command. */
export function addShowCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('show')
    .summary('show the document of a scenario')
    .description('Shows the document of one scenario, ready to be saved, changed and run.')
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--json', 'one JSON document')
    .showHelpAfterError('See: quarrel show --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel show split-brain', 'quarrel show split-brain > scenario.yaml'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async (target: string, flags: { readonly json?: boolean }) => {
      const { showScenario } = await import('../show-scenario.js');
      finish(showScenario({ target, json: flags.json === true }, io));
    });
}
