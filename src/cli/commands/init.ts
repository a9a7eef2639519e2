/** `quarrel init`: a commented scenario or lesson file to start from, or a resolver with its test. */
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
  const init = program
    .command('init')
    .summary('write a scenario, resolver or lesson to start from')
    .description('Writes a commented scenario file to start from; never over another file.')
    .argument('[file]', 'where to write it', 'scenario.yaml')
    .option('--force', 'write even if the file exists')
    .showHelpAfterError('See: quarrel init --help')
    .addHelpText('after', helpAfter({
      examples: [
        'quarrel init',
        'quarrel init experiments/cart.yaml --force',
        'quarrel init resolver src/cart.ts',
        'quarrel init lesson',
      ],
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
  addInitResolverCommand(init, io, finish);
  addInitLessonCommand(init, io, finish);
}

function addInitLessonCommand(init: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  init
    .command('lesson')
    .summary('write a lesson of your own')
    .description('Writes a commented lesson file to start from; never over another file.')
    .argument('[file]', 'where to write it', 'lesson.yaml')
    .option('--force', 'write even if the file exists')
    .showHelpAfterError('See: quarrel init lesson --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel init lesson', 'quarrel init lesson lessons/clocks.yaml'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { writeStarterLesson } = await import('../write-starter.js');
      const { force } = command.optsWithGlobals<{ readonly force?: boolean }>();
      const refusal = writeStarterLesson(file, { force: force === true });
      if (refusal === null) io.stdout.write(nextStepsOfLesson(file));
      else io.stderr.write(`error: ${refusal}\n`);
      finish(refusal === null ? exitCodes.held : exitCodes.usage);
    });
}

function addInitResolverCommand(init: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  init
    .command('resolver')
    .summary('write a resolver and its vitest test')
    .description('Writes a resolver to start from, and its vitest test; never over other files.')
    .argument('[file]', 'where to write it: .ts, .mts, .js or .mjs', 'resolver.ts')
    .option('--force', 'write even if the files exist')
    .showHelpAfterError('See: quarrel init resolver --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel init resolver', 'quarrel init resolver src/cart.ts'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { writeStarterResolver } = await import('../write-starter.js');
      // Both commands know this flag, and the outer one takes it.
      const { force } = command.optsWithGlobals<{ readonly force?: boolean }>();
      const written = writeStarterResolver(file, { force: force === true });
      if (written.ok) io.stdout.write(nextStepsOfResolver(written));
      else io.stderr.write(`error: ${written.refusal}\n`);
      finish(written.ok ? exitCodes.held : exitCodes.usage);
    });
}

function nextSteps(file: string): string {
  return `Wrote ${printable(file)}. Run it with: ${joinWords(['quarrel', 'run', file])}\n`;
}

function nextStepsOfLesson(file: string): string {
  return [
    `Wrote ${printable(file)}.`,
    `Take it with:  ${joinWords(['quarrel', 'learn', file])}`,
    `Check it with: ${joinWords(['quarrel', 'learn', file, '--check'])}`,
    '',
  ].join('\n');
}

function nextStepsOfResolver({ resolver, test }: { readonly resolver: string; readonly test: string }): string {
  return [
    `Wrote ${printable(resolver)} and ${printable(test)}.`,
    `Prove or refute it with: ${joinWords(['quarrel', 'check', resolver])}`,
    `Test it with:            ${joinWords(['npx', 'vitest', 'run', test])}`,
    '',
  ].join('\n');
}
