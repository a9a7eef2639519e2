/** `quarrel verify`: a recorded history, judged by models of consistency. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { VerifyRequest } from '../verify-request.js';

/** Adds the command; the judges are loaded only when it runs. */
export function addVerifyCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('verify')
    .summary('judge a recorded history')
    .description('Judges a recorded history of client operations by models of consistency.')
    .argument('<file>', 'a history, one JSON document a line; - reads stdin')
    .requiredOption('--model <names>', 'one or more of the models below, joined by commas')
    .option('--initial <value>', 'what every key holds at first, as JSON or text')
    .addOption(
      new Option('--failed-cas <meaning>', 'a failed cas saw another value, or did not happen')
        .choices(['none', 'mismatch'])
        .default('none'),
    )
    .option('--max-age <duration>', 'bounded-staleness: how old a read may be, such as 100ms')
    .option('--max-versions <count>', 'bounded-staleness: one of how many newest', toCount)
    .option('--states <count>', 'most states a search may look at', toCount)
    .option('--json', 'one JSON document')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel verify --help')
    .addHelpText('after', `\n${modelText}${formatText}`)
    .addHelpText(
      'after',
      helpAfter({ examples, exitCodes: exitCodeLines, variables: plainVariableLines }),
    )
    .action(async (file: string, flags: VerifyFlags) => {
      const { verifyHistory } = await import('../verify-history.js');
      finish(await verifyHistory(requestOf(file, flags), io));
    });
}

const examples = [
  'quarrel verify history.jsonl --model linearizable',
  'quarrel verify jepsen.jsonl --model linearizable --failed-cas mismatch',
  'quarrel verify history.jsonl --model sessions,causal --initial 0 --json',
  'quarrel verify - --model bounded-staleness --max-age 100ms < history.jsonl',
];

const exitCodeLines = [
  '0    every model holds',
  '1    a model is violated',
  '2    wrong usage or input; nothing was judged',
  '3    inconclusive: it cannot be told, which is never a pass',
  '70   a bug in quarrel',
];

const modelText = `Models:
  linearizable         as if each operation happened at one moment of its own
  sequential           as if in one order that keeps that of each process
  causal               no read goes behind what it depends on (CC)
  causal-convergence   and all agree on the order of concurrent writes (CCv)
  causal-memory        and each process sees an order of its own (CM)
  read-your-writes, monotonic-reads, monotonic-writes, writes-follow-reads
  sessions             these four, and whether they can hold together
  set                  added elements are not lost, nor there twice
  counter              reads lie within what increments allow
  bounded-staleness    reads are only so old: --max-age or --max-versions
`;

const formatText = `
A line is an event, in order of real time: process, type (invoke, ok, fail,
info), f (read, write, cas, append, add, remove, increment, acquire, release),
key, value, and if known replica, and time in microseconds. The first line may
be {"header":true,"initial":0,"versionOrder":{"x":[1,2]}}.
`;

interface VerifyFlags {
  readonly model: string;
  readonly initial?: string;
  readonly failedCas: 'none' | 'mismatch';
  readonly maxAge?: string;
  readonly maxVersions?: number;
  readonly states?: number;
  readonly json?: boolean;
  readonly ascii?: boolean;
}

function requestOf(file: string, flags: VerifyFlags): VerifyRequest {
  return {
    file,
    models: flags.model.split(',').map((name) => name.trim()),
    initial: flags.initial ?? null,
    failedCas: flags.failedCas,
    maxAge: flags.maxAge ?? null,
    maxVersions: flags.maxVersions ?? null,
    states: flags.states ?? null,
    json: flags.json === true,
    ascii: flags.ascii === true,
  };
}

function toCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError('Write a whole number from 1, such as 1000.');
  }
  return count;
}
