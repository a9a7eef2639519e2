/** From words to a command, and from whatever becomes of it to an exit code. */
import { Command, CommanderError } from 'commander';
import { addCheckCommand } from './commands/check.js';
import { addCompareCommand } from './commands/compare.js';
import { addCompletionCommand } from './commands/completion.js';
import { addExplainCommand } from './commands/explain.js';
import { addFuzzCommand } from './commands/fuzz.js';
import { addInitCommand } from './commands/init.js';
import { addKeysCommand } from './commands/keys.js';
import { addInterviewCommand } from './commands/interview.js';
import { addLearnCommand } from './commands/learn.js';
import { addListCommand } from './commands/list.js';
import { addMergeCommand } from './commands/merge.js';
import { addPlacesCommand } from './commands/places.js';
import { addReplayCommand } from './commands/replay.js';
import { addRunCommand } from './commands/run.js';
import { addSchemaCommand } from './commands/schema.js';
import { addShowCommand } from './commands/show.js';
import { addSizeCommand } from './commands/size.js';
import { addSweepCommand } from './commands/sweep.js';
import { addVerifyCommand } from './commands/verify.js';
import type { CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { exitCodeLines, helpAfter, variableLines } from './help.js';
import { readHomeWords } from './home-words.js';
import type { HomeWords } from './home-words.js';
import { readVersion } from './package-files.js';
import { printable } from './printable.js';
import { isHomeByDefault } from './report-format.js';
import { joinWords } from './shell-words.js';

/** Runs one command line, without the program's own name. Never rejects. */
export async function main(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await runCommand(argv, io);
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.held : exitCodes.usage;
    }
    io.stderr.write(describeBug(error, argv, io));
    return exitCodes.internal;
  }
}

/** What bare `quarrel` says: twelve lines, four of them examples. */
function welcome(version: string): string {
  return `quarrel ${version}: replicated databases whose replicas may disagree, simulated

Run a scenario and see which writes conflict, which are lost, and why:
  quarrel run split-brain
  quarrel run split-brain --resolver siblings --seed 7
  quarrel init && quarrel run scenario.yaml
  quarrel learn

The same scenario and seed give the same result on every machine.

Commands: learn interview run explain compare sweep check fuzz verify replay
          merge size places list show keys init schema completion; each with --help
`;
}

async function runCommand(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const home = readHomeWords(argv);
  if (home !== null) return openHome(home, io);
  let exitCode: ExitCode = exitCodes.held;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}

async function openHome(words: NonNullable<HomeWords>, io: CommandIo): Promise<ExitCode> {
  if (!words.ok) return refuseWords(words.message, io);
  const { plain, look } = words;
  if (isHomeByDefault(io) && !plain) {
    const { showRecorded } = await import('./show-live.js');
    return showRecorded(look, io.openHome, io);
  }
  if (look.recordPath !== undefined) return refuseWords('--record: there is no home screen without a terminal', io);
  io.stdout.write(welcome(readVersion()));
  return exitCodes.held;
}

/** Colours are loaded only for what has some. */
async function refuseWords(message: string, io: CommandIo): Promise<ExitCode> {
  const { paintFor } = await import('./color.js');
  const { refuse } = await import('./refuse.js');
  return refuse(message, paintFor(io.stderr, io.env), io);
}

function createProgram(io: CommandIo, finish: (exitCode: ExitCode) => void): Command {
  const program = new Command('quarrel')
    .description('Simulates replicated databases whose replicas may disagree.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => helpColumns,
      getErrHelpWidth: () => helpColumns,
    })
    .showHelpAfterError('See: quarrel --help')
    .addHelpText('after', `
Without a command:
  On a terminal the home screen: every scenario, lesson and interview, saved
  failures and your own files, searched as you type. --ascii draws it without
  other characters, --theme light chooses its colours, --record session.cast
  records it. Elsewhere, in CI, or with --plain: a short help.
`)
    .addHelpText('after', helpAfter({
      examples: ['quarrel', 'quarrel list', 'quarrel run split-brain --seed 7', 'quarrel learn'],
      exitCodes: exitCodeLines,
      variables: variableLines,
    }));
  addRunCommand(program, io, finish);
  addExplainCommand(program, io, finish);
  addCompareCommand(program, io, finish);
  addSweepCommand(program, io, finish);
  addCheckCommand(program, io, finish);
  addMergeCommand(program, io, finish);
  addFuzzCommand(program, io, finish);
  addLearnCommand(program, io, finish);
  addInterviewCommand(program, io, finish);
  addListCommand(program, io, finish);
  addShowCommand(program, io, finish);
  addSizeCommand(program, io, finish);
  addPlacesCommand(program, io, finish);
  addVerifyCommand(program, io, finish);
  addReplayCommand(program, io, finish);
  addKeysCommand(program, io, finish);
  addInitCommand(program, io, finish);
  addSchemaCommand(program, io, finish);
  addCompletionCommand(program, io, finish);
  return program;
}

const helpColumns = 80;

/** Short unless asked: a stack helps whoever mends it, not whoever met it. */
function describeBug(error: unknown, argv: readonly string[], io: CommandIo): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = [
    `internal error: ${printable(message)}`,
    'This is a bug in quarrel, not in your input. Please report it with this command:',
    `  ${joinWords(['quarrel', ...argv])}`,
  ];
  const wantsStack = io.env['QUARREL_DEBUG'] === '1';
  if (wantsStack && error instanceof Error) lines.push(String(error.stack));
  if (!wantsStack) lines.push('QUARREL_DEBUG=1 shows where it happened.');
  return `${lines.join('\n')}\n`;
}
