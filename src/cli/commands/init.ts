/** `quarrel init`: a commented scenario or lesson file to start from, or a resolver with its test. */
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';
import { printable } from '../printable.js';
import { joinWords } from '../shell-words.js';
import type { WriteOptions } from '../write-starter.js';

/** Adds the command. */
export function addInitCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  const init = defineStarter(program.command('init'), scenarioStarter, io, finish);
  defineStarter(init.command('resolver'), resolverStarter, io, finish);
  defineStarter(init.command('lesson'), lessonStarter, io, finish);
}

/** Something to start from. */
interface Starter {
  readonly summary: string;
  readonly description: string;
  /** Where it is written. */
  readonly file: string;
  /** The name of the file unless somebody names another. */
  readonly usualFile: string;
  readonly force: string;
  /** The first of them is the command alone. */
  readonly examples: readonly [string, ...string[]];
  /** Writes it: lines that say what to do next, or one sentence about why nothing was written. */
  readonly write: (file: string, options: WriteOptions) => Promise<readonly string[] | string>;
}

const scenarioStarter: Starter = {
  summary: 'write a scenario, resolver or lesson to start from',
  description: 'Writes a commented scenario file to start from; never over another file.',
  file: 'where to write it',
  usualFile: 'scenario.yaml',
  force: 'write even if the file exists',
  examples: ['quarrel init', 'quarrel init experiments/cart.yaml --force', 'quarrel init resolver src/cart.ts', 'quarrel init lesson'],
  write: async (file, options) => {
    const { writeStarter } = await import('../write-starter.js');
    return writeStarter(file, options) ?? [`Wrote ${printable(file)}. Run it with: ${joinWords(['quarrel', 'run', file])}`];
  },
};

const resolverStarter: Starter = {
  summary: 'write a resolver and its vitest test',
  description: 'Writes a resolver to start from, and its vitest test; never over other files.',
  file: 'where to write it: .ts, .mts, .js or .mjs',
  usualFile: 'resolver.ts',
  force: 'write even if the files exist',
  examples: ['quarrel init resolver', 'quarrel init resolver src/cart.ts'],
  write: async (file, options) => {
    const { writeStarterResolver } = await import('../write-starter.js');
    const files = writeStarterResolver(file, options);
    if (!files.ok) return files.refusal;
    const { resolver, test } = files;
    return [
      `Wrote ${printable(resolver)} and ${printable(test)}.`,
      `Prove or refute it with: ${joinWords(['quarrel', 'check', resolver])}`,
      `Test it with:            ${joinWords(['npx', 'vitest', 'run', test])}`,
    ];
  },
};

const lessonStarter: Starter = {
  summary: 'write a lesson of your own',
  description: 'Writes a commented lesson file to start from; never over another file.',
  file: 'where to write it',
  usualFile: 'lesson.yaml',
  force: 'write even if the file exists',
  examples: ['quarrel init lesson', 'quarrel init lesson lessons/clocks.yaml'],
  write: async (file, options) => {
    const { writeStarterLesson } = await import('../write-starter.js');
    return writeStarterLesson(file, options) ?? [
      `Wrote ${printable(file)}.`,
      `Take it with:  ${joinWords(['quarrel', 'learn', file])}`,
      `Check it with: ${joinWords(['quarrel', 'learn', file, '--check'])}`,
    ];
  },
};

function defineStarter(
  command: Command,
  { summary, description, file: where, usualFile, force, examples, write }: Starter,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): Command {
  return command
    .summary(summary)
    .description(description)
    .argument('[file]', where, usualFile)
    .option('--force', force)
    .showHelpAfterError(`See: ${examples[0]} --help`)
    .addHelpText('after', helpAfter({ examples, exitCodes: plainExitCodeLines, variables: plainVariableLines }))
    .action(async (file: string) => {
      // `init` and what stands below it know this flag, and the outer one takes it.
      const flags = command.optsWithGlobals<{ readonly force?: boolean }>();
      const outcome = await write(file, { force: flags.force === true });
      const isRefused = typeof outcome === 'string';
      if (isRefused) io.stderr.write(`error: ${outcome}\n`);
      else io.stdout.write(outcome.map((line) => `${line}\n`).join(''));
      finish(isRefused ? exitCodes.usage : exitCodes.held);
    });
}
