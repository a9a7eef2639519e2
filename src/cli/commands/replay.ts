/** `quarrel replay`: exactly one run or counterexample again, or every failure that is kept. */
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { ReplayRequest } from '../replay-request.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';

/** Adds the command; the engine is loaded only when it runs. */
export function addReplayCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('replay')
    .summary('look again at a failure, or at all that are kept')
    .description(
      'Repeats what a token or a file stands for. Without either, every failure kept in .quarrel/failures: ' +
        'FIXED or STILL FAILS.',
    )
    .argument('[what]', 'a token (v1:…), a file, or a folder of files')
    .option('--resolver <file>', 'the resolver that a token of quarrel check is about; it is code, and is run')
    .option('--file <document>', 'the document that holds the scenario that a token of quarrel run is about')
    .option('--set <path=value>', 'what was laid over that scenario; may be repeated', addOverride)
    .option('--changed', 'though the resolver or scenario is not what it was')
    .option('--json', 'one JSON document')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel replay --help')
    .addHelpText('after', helpAfter({ examples, exitCodes: exitCodeLines, variables: plainVariableLines }))
    .action(async (what: string | undefined, flags: ReplayFlags) => {
      const { replay } = await import('../replay.js');
      finish(await replay(requestOf(what, flags), io));
    });
}

const examples = [
  'quarrel replay',
  'quarrel replay .quarrel/failures/convergent-5f0c2a91.yaml',
  'quarrel replay v1:AAEjRWeJq83vAQEBAwI --resolver ./cart.ts',
  'quarrel replay v1:split-brain:42',
  'quarrel replay v1:mine:42:0d5b3c7e --file mine.yaml',
];

const exitCodeLines = [
  '0    nothing fails any more',
  '1    something still fails',
  '2    wrong usage, or a file or token that cannot be used; the other files are looked at',
  '3    it cannot be told, which is never a pass',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
];

interface ReplayFlags {
  readonly resolver?: string;
  readonly file?: string;
  readonly set?: readonly Override[];
  readonly changed?: boolean;
  readonly json?: boolean;
  readonly ascii?: boolean;
}

function requestOf(what: string | undefined, flags: ReplayFlags): ReplayRequest {
  return {
    target: what ?? null,
    resolver: flags.resolver ?? null,
    file: flags.file ?? null,
    overrides: flags.set ?? [],
    changed: flags.changed === true,
    json: flags.json === true,
    ascii: flags.ascii === true,
  };
}
