/** `quarrel interview`: a mock interview, on screens or line by line, and the production checklist. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, variableLines } from '../help.js';
import { interviewFormats } from '../interview/interview-request.js';
import type { InterviewFormat, InterviewRequest } from '../interview/interview-request.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';
import { colorThemes } from '../view/drawing/color-themes.js';
import type { ColorTheme } from '../view/drawing/color-themes.js';

/** Adds the command; interviews are read only when it runs. */
export function addInterviewCommand(program: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  program
    .command('interview')
    .summary('a mock interview: your design runs, and its run is the feedback')
    .description(
      'A mock interview about a system with several leaders. You ask, estimate and choose; the choices become a ' +
        'scenario that runs, and you hear what your design loses and when, whom it keeps waiting, what they would ask ' +
        'next, and a model answer. On a terminal with screens, elsewhere or with --plain line by line.',
    )
    .argument('[name]', 'its name or number, or a file such as interview.yaml; without it the list')
    .option('--answer <question=answer>', 'answer a question, such as topology=mesh, storage=1.8TiB or needs=skip; may be repeated', collect)
    .addOption(new Option('--list', 'the interviews').conflicts(['checklist', 'answer', 'export']))
    .addOption(new Option('--checklist', 'hold the production checklist against a scenario: a name of the catalogue or a file').conflicts(['answer', 'write', 'record']))
    .option('--set <path=value>', 'with --checklist: change a setting; may be repeated', addOverride)
    .option('--write <file>', 'write your design as a scenario file')
    .addOption(new Option('--export <format>', 'what the flags answer, with all feedback, as a document').choices(['markdown']).conflicts('format'))
    .addOption(new Option('--format <format>', 'text, or one document of what the flags answer').choices([...interviewFormats]))
    .addOption(new Option('--json', 'short for --format json').conflicts(['format', 'export']))
    .option('--plain', 'line by line, nothing redrawn')
    .option('--ascii', 'no character outside ASCII')
    .addOption(new Option('--theme <theme>', 'colours of the screens').choices([...colorThemes]))
    .option('--record <file>', 'record the screens, for asciinema play')
    .showHelpAfterError('See: quarrel interview --help')
    .addHelpText('after', `
Line by line:
  A number chooses; numbers may have a unit: 120ms, 1.8TiB, 900/s; free words
  stand in one line. s skips, b goes back, q quits and prints the command that
  goes on.
`)
    .addHelpText('after', helpAfter({
      examples: [
        'quarrel interview',
        'quarrel interview profile-store --plain',
        "printf 's\\ns\\ns\\n1\\n1\\n1\\n1\\n1\\n1\\n' | quarrel interview profile-store",
        'quarrel interview shopping-cart --answer topology=mesh --export markdown > interview.md',
        'quarrel interview --checklist split-brain',
      ],
      exitCodes: exitCodeLines,
      variables: variableLines,
    }))
    .action(async (target: string | undefined, flags: InterviewFlags) => {
      const { interview } = await import('../interview/interview.js');
      finish(await interview(requestOf(target ?? null, flags), io));
    });
}

const exitCodeLines = [
  '0    done, whatever became of the design; with --checklist every item holds',
  '1    with --checklist: an item is violated',
  '2    wrong usage or input: an interview, a question, an answer, a faulty file',
  '3    with --checklist: no item is violated, but one cannot be told',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
];

interface InterviewFlags {
  readonly answer?: readonly string[];
  readonly list?: boolean;
  readonly checklist?: boolean;
  readonly set?: readonly Override[];
  readonly write?: string;
  readonly export?: 'markdown';
  readonly format?: InterviewFormat;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
  readonly theme?: ColorTheme;
  readonly record?: string;
}

function requestOf(target: string | null, flags: InterviewFlags): InterviewRequest {
  const { theme, record } = flags;
  return {
    target,
    task: flags.list === true ? 'list' : flags.checklist === true ? 'checklist' : 'talk',
    answers: flags.answer ?? [],
    overrides: flags.set ?? [],
    writePath: flags.write ?? null,
    format: flags.json === true ? 'json' : (flags.export ?? flags.format ?? null),
    plain: flags.plain === true,
    ascii: flags.ascii === true,
    ...(theme === undefined ? {} : { theme }),
    ...(record === undefined ? {} : { recordPath: record }),
  };
}

function collect(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}
