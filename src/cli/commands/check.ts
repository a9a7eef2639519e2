/** `quarrel check`: properties of a conflict resolver, proved within bounds or refuted. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { checkFormats } from '../check-request.js';
import type { CheckFormat, CheckRequest } from '../check-request.js';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import { shardOption } from '../shard-option.js';
import { shardText, shardVariableLines } from '../shard-place.js';
import type { ShardPlace } from '../shard-place.js';

/** Adds the command; the judges are loaded only when it runs. */
export function addCheckCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('check')
    .summary('prove or refute a conflict resolver')
    .description('Looks for the smallest histories in which a resolver goes wrong, and says what that means.')
    .argument('<resolver>', 'a .ts, .mts, .js or .mjs file that exports a resolver; it is code, and is run')
    .option('--against <resolver>', 'another version of it, which runs at some replicas')
    .option('--replicas <count>', 'of the histories: 2 to 4', wholeNumber(2, 4), 3)
    .option('--writes <count>', 'all histories of so many writes: 1 to 5', wholeNumber(1, 5), 4)
    .option('--runs <count>', 'random histories beyond that', wholeNumber(0, 100_000_000), 20_000)
    .option('--seed <seed>', 'of the random histories: any text', '42')
    .option('--only <names>', 'properties to ask alone, joined by commas')
    .option('--time <duration>', 'stops then, with what is known: 30s, 10m', '10m')
    .addOption(new Option('--format <format>', 'how the result is shown').choices([...checkFormats]))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--shard <i/n>', 'carries out one of n parts of the work, for quarrel merge', shardOption(io))
    .option('--out <file>', 'where a part writes what it came to')
    .option('--watch', 'checks again when the resolver changes, until Ctrl-C')
    .option('--test', 'shows a vitest test for each counterexample')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel check --help')
    .addHelpText('after', propertyText)
    .addHelpText('after', shardText)
    .addHelpText('after', helpAfter({ examples, exitCodes: exitCodeLines, variables: variableLines }))
    .action(async (file: string, flags: CheckFlags) => {
      const { checkResolverFile } = await import('../check-resolver.js');
      finish(await checkResolverFile(requestOf(file, flags), io));
    });
}

const examples = [
  'quarrel check ./cart.ts',
  'quarrel check ./cart.ts --only convergent,no-lost-writes --runs 200000',
  'quarrel check ./cart.ts --format junit > check.xml',
  'quarrel check ./cart.ts --shard 1/4 --out part-1.json',
  'quarrel merge part-*.json --format markdown',
];

/** Exit codes of a command that asks for properties of a resolver. */
export const exitCodeLines = [
  '0    every property holds within bounds',
  '1    a property is refuted',
  '2    wrong usage or input; nothing was checked',
  '3    a property cannot be told, which is never a pass',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
];

const variableLines = [...plainVariableLines, ...shardVariableLines, 'GITHUB_ACTIONS=true  --format github where no format is asked for'];

const propertyText = `
Properties:
  total, terminates, deterministic, pure, closed
                          what each call does, whatever it computes
  convergent              same messages, same value, in whatever order they came
  commutative, associative, idempotent
                          the laws of merging, on states that really occur
  no-feedback-loop        replicas that write back come to an end of it
  no-lost-writes          each acknowledged write has an effect
  no-resurrected-deletes  what was removed stays out
  valid, monotone         where the resolver defines valid() and includes()
  bounded-growth          states grow by a little a write at most
  agreement               with --against: both versions come to the same`;

interface CheckFlags {
  readonly against?: string;
  readonly replicas: number;
  readonly writes: number;
  readonly runs: number;
  readonly seed: string;
  readonly only?: string;
  readonly time: string;
  readonly format?: CheckFormat;
  readonly json?: boolean;
  readonly shard?: ShardPlace;
  readonly out?: string;
  readonly watch?: boolean;
  readonly test?: boolean;
  readonly ascii?: boolean;
}

function requestOf(file: string, flags: CheckFlags): CheckRequest {
  const { replicas, writes, runs, seed, time } = flags;
  return {
    file,
    against: flags.against ?? null,
    replicas,
    writes,
    runs,
    seed,
    only: flags.only === undefined ? [] : flags.only.split(',').map((name) => name.trim()),
    time,
    format: flags.json === true ? 'json' : (flags.format ?? null),
    shard: flags.shard ?? null,
    out: flags.out ?? null,
    watch: flags.watch === true,
    test: flags.test === true,
    ascii: flags.ascii === true,
  };
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d{1,9}$/.test(text) || count < least || count > most) {
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    }
    return count;
  };
}
