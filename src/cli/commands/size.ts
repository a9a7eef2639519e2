/** `quarrel size`: from writes a second to bandwidth, backlog, disk, drain time, storage and conflicts. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainVariableLines } from '../help.js';
import type { SizeFlags } from '../size/size-request.js';

/** Adds the command; formulas and engine are loaded only when it runs. */
export function addSizeCommand(program: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  program
    .command('size')
    .summary('size bandwidth, queues, disk and conflicts by formula')
    .description(
      'Sizes multi-leader replication: each figure with its formula and the numbers put in. Without options it is ' +
        'the published example: 50,000 writes/s of 1.5 KiB, two leaders, half an hour apart.',
    )
    .argument('[scenario]', 'take what it says of these: a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--writes <rate>', 'writes a second that one leader accepts: 50k/s')
    .option('--others <rate>', 'what each other leader accepts (default: as many)')
    .option('--payload <size>', 'what a write holds: 1KiB is 1,024 bytes, 1KB is 1,000')
    .option('--metadata <size>', 'what replication adds to it: 512B')
    .option('--regions <count>', 'leaders, each linked to all others: 2')
    .option('--peers <count>', 'the same counted without the leader itself: 1')
    .option('--replicas <count>', 'copies in each region, that of the leader included: 1')
    .option('--headroom <factor>', 'bandwidth of a link ÷ what the writes need: 2.5')
    .option('--partition <duration>', 'how long a link may be down: 30m')
    .option('--queue <size>', 'most that a queue to one peer may hold (default: what the partition needs)')
    .option('--keys <count>', 'how many keys there are: 1M')
    .option('--choose <how>', 'how writes choose keys: uniform, zipf:1.1 or hot:10:90%')
    .option('--lag <duration>', 'how long a write takes to another leader: 100ms')
    .addOption(
      new Option('--simulate [scale]', 'hold the formulas against runs: scaled down to a second each, or full')
        .choices(scales).preset('scaled').argParser(readScale),
    )
    .option('--write <file>', 'write the scenarios of these runs')
    .option('--force', 'write even if the file exists')
    .addOption(new Option('--format <format>', 'how the result is shown').choices(['text', 'json']))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--plain', 'no redrawing of progress')
    .option('--ascii', 'no character outside ASCII')
    .showHelpAfterError('See: quarrel size --help')
    .addHelpText('after', helpAfter({ examples, exitCodes: exitCodeLines, variables: plainVariableLines }))
    .action(async (target: string | undefined, flags: Flags) => {
      const { sizeReplication } = await import('../size/size-replication.js');
      const { scenario = null, format, json, plain, ascii, simulate = null, write = null, force, ...given } = flags;
      finish(await sizeReplication({
        target: target ?? null,
        scenario,
        flags: given,
        json: json === true || format === 'json',
        simulate,
        write,
        force: force === true,
        plain: plain === true,
        ascii: ascii === true,
      }, io));
    });
}

const scales = ['scaled', 'full'];

/** A scenario right behind --simulate is taken for its scale. */
function readScale(word: string): string {
  if (scales.includes(word)) return word;
  throw new InvalidArgumentError('Allowed choices are scaled, full. A scenario goes before --simulate.');
}

const examples = [
  'quarrel size',
  'quarrel size --writes 10k/s --payload 1KB --metadata 0B --peers 3 --headroom 1',
  'quarrel size capacity-partition --partition 2h',
  'quarrel size --writes 2k/s --regions 3 --choose zipf:1.1 --simulate',
  'quarrel size --simulate full --write capacity.yaml',
];

const exitCodeLines = [
  '0    done; with --simulate: every run agrees with its formulas',
  '1    a run differs from a formula by more than its tolerance',
  '2    wrong usage or input; nothing was sized',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
];

interface Flags extends SizeFlags {
  readonly scenario?: string;
  readonly format?: 'text' | 'json';
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
  readonly simulate?: 'scaled' | 'full';
  readonly write?: string;
  readonly force?: boolean;
}
