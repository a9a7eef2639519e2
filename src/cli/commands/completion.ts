/** `quarrel completion`: a shell completes commands, options and names; and the hidden command that it asks. */
import { Argument } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';
import { listScenarioNames, listShipped } from '../package-files.js';
import { completionScript, shells } from '../completion-scripts.js';
import type { Shell } from '../completion-scripts.js';

/** Adds both commands. */
export function addCompletionCommand(program: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  program
    .command('completion')
    .summary('print what completes command lines in a shell')
    .description(
      'Prints what makes a shell complete commands, options, their values, and names of scenarios, lessons and ' +
        'interviews, when Tab is pressed.',
    )
    .addArgument(new Argument('<shell>', 'which one').choices([...shells]))
    .showHelpAfterError('See: quarrel completion --help')
    .addHelpText('after', placesText)
    .addHelpText('after', helpAfter({
      examples: ['quarrel completion bash', 'source <(quarrel completion bash)'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action((shell: Shell) => {
      io.stdout.write(completionScript(shell));
      finish(exitCodes.held);
    });
  program
    .command('complete', { hidden: true })
    .description('Prints what may stand in place of the last word: one a line, a tab, and a few words about it.')
    .argument('[words...]', 'the command line so far, behind --')
    .action(async (words: readonly string[]) => {
      const { completeWords } = await import('../complete-words.js');
      const candidates = completeWords(program, words, {
        scenario: listScenarioNames,
        lesson: () => listShipped('lessons').map(({ name }) => name),
        name: () => listShipped('interviews').map(({ name }) => name),
      });
      io.stdout.write(candidates.map(({ word, about }) => `${word}${about === '' ? '' : `\t${about}`}\n`).join(''));
      finish(exitCodes.held);
    });
}

const placesText = `
To keep it:
  bash  add to ~/.bashrc: source <(quarrel completion bash)
  zsh   add to ~/.zshrc, below compinit: source <(quarrel completion zsh)
  fish  quarrel completion fish > ~/.config/fish/completions/quarrel.fish
`;
