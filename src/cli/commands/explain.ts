/** `quarrel explain`: what happened to a write, to a key, or to all lost writes, and why. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { explainFormats } from '../explain-request.js';
import type { ExplainedThing, ExplainFormat, ExplainRequest } from '../explain-request.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';

/** Adds the command; the engine is loaded only when it runs. */
export function addExplainCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('explain')
    .summary('tell why a write was lost, or what became of it')
    .description(
      'Runs a scenario and tells the story of a write, of a key, or of all lost writes, or lists conflicts: where it was ' +
        'accepted, who was sent it, what it met, by which rule it stayed or went, and who read it. ' +
        'Without a choice it explains the lost writes.',
    )
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .addOption(
      new Option('--write <number>', 'one write, such as 17 or w17')
        .argParser(parseWrite)
        .conflicts(['key', 'lost', 'conflicts']),
    )
    .addOption(
      new Option('--key <key>', 'all that was written to a key').conflicts(['write', 'lost', 'conflicts']),
    )
    .addOption(new Option('--lost', 'all lost writes, and the story of the first one').conflicts('conflicts'))
    .option('--conflicts', 'all pairs of concurrent writes that met: where, of which kind, and what was kept')
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--seed <seed>', 'any text; the same seed repeats the same run')
    .option('--set <path=value>', 'change the document; may be repeated', addOverride)
    .option(
      '--resolver <name>',
      'short for --set conflicts.resolve=<name>; a file such as ./mine.ts is code, and is run',
    )
    .addOption(
      new Option('--format <format>', 'text (default); tui: a screen to leaf through, at a terminal; JSON; Markdown').choices([...explainFormats]),
    )
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .addOption(
      new Option('--limit <count>', 'most steps, groups and conflicts to show; JSON has all').argParser(
        parseLimit,
      ),
    )
    .option('--no-what-if', 'do not look for what would have kept the write')
    .option('--plain', 'no redrawing')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel explain --help')
    .addHelpText(
      'after',
      helpAfter({ examples, exitCodes: exitCodeLines, variables: plainVariableLines }),
    )
    .action(async (target: string, flags: ExplainFlags) => {
      const { explainScenario } = await import('../explain-scenario.js');
      const { findCounterfactuals } = await import('../counterfactuals.js');
      finish(await explainScenario(requestOf(target, flags), io, findCounterfactuals));
    });
}

const examples = [
  'quarrel explain split-brain',
  'quarrel explain clock-skew --write 1',
  'quarrel explain split-brain --format tui',
  'quarrel explain split-brain --conflicts',
  'quarrel explain concurrent-x --key x --format markdown',
  'quarrel explain mine.yaml --set regions.us-east.clock.skew=40ms --json',
];

const exitCodeLines = [
  '0    explained; that a write was lost is no failure of this command',
  '2    wrong usage or input, or a write or key that is not there',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
];

interface ExplainFlags {
  readonly write?: number;
  readonly key?: string;
  readonly lost?: boolean;
  readonly conflicts?: boolean;
  readonly scenario?: string;
  readonly seed?: string;
  readonly set?: readonly Override[];
  readonly resolver?: string;
  readonly format?: ExplainFormat;
  readonly json?: boolean;
  readonly limit?: number;
  readonly whatIf: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
}

function requestOf(target: string, flags: ExplainFlags): ExplainRequest {
  const { resolver } = flags;
  return {
    target,
    scenario: flags.scenario ?? null,
    seed: flags.seed ?? null,
    overrides: [
      ...(flags.set ?? []),
      ...(resolver === undefined ? [] : [{ path: 'conflicts.resolve', value: resolver }]),
    ],
    about: aboutOf(flags),
    format: flags.json === true ? 'json' : (flags.format ?? 'text'),
    plain: flags.plain === true,
    ascii: flags.ascii === true,
    limit: flags.limit ?? null,
    whatIf: flags.whatIf,
  };
}

function aboutOf({ write, key, conflicts }: ExplainFlags): ExplainedThing {
  if (conflicts === true) return { kind: 'conflicts' };
  if (write !== undefined) return { kind: 'write', write };
  return key === undefined ? { kind: 'lost' } : { kind: 'key', key };
}

function parseWrite(text: string): number {
  const digits = /^w?(\d{1,15})$/.exec(text)?.[1];
  if (digits === undefined)
    throw new InvalidArgumentError('It has to be the number of a write, such as 17 or w17.');
  return Number(digits);
}

function parseLimit(text: string): number {
  const isCount = /^[1-9]\d{0,8}$/.test(text);
  if (!isCount) throw new InvalidArgumentError('It has to be a whole number from 1.');
  return Number(text);
}
