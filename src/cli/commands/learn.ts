/** `quarrel learn`: lessons to predict in, on screens or line by line. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, variableLines } from '../help.js';
import { learnExports, learnFormats } from '../learn/learn-request.js';
import type { LearnFormat, LearnRequest, LearnTask } from '../learn/learn-request.js';
import type { Override } from '../run-request.js';
import { addOverride } from '../set-option.js';
import { colorThemes } from '../view/drawing/color-themes.js';
import type { ColorTheme } from '../view/drawing/color-themes.js';

/** Adds the command; lessons are read only when it runs. */
export function addLearnCommand(program: Command, io: CommandIo, finish: (exitCode: ExitCode) => void): void {
  program
    .command('learn')
    .summary('lessons: predict, say how sure you are, then see')
    .description(
      'Lessons that ask before they tell: predict what a scenario does, say how sure you are, then see the run. ' +
        'Right answers and figures are computed from the runs. Goes on where you left off; progress stays on this ' +
        'machine. On a terminal with screens, elsewhere or with --plain line by line.',
    )
    .argument('[lesson]', 'its name or number, or a file such as lesson.yaml; without it the list')
    .option('--step <name>', 'begin at this step')
    .option('--answer <step=answer:sure>', 'answer a step, such as who-wins=2:certain or who-wins=skip; may be repeated', collect)
    .option('--set <path=value>', 'change every run that has a place for it; may be repeated', addOverride)
    .option('--variations', 'tell all variations after each answer')
    .addOption(new Option('--review', 'the questions that are due again').conflicts(['list', 'reset', 'check', 'export', 'step']))
    .addOption(new Option('--list', 'the lessons, how far you are, what is due').conflicts(['reset', 'check', 'export']))
    .addOption(new Option('--check', 'say whether a lesson of your own can be taken').conflicts(['reset', 'export']))
    .addOption(new Option('--export <format>', 'markdown: with the answers folded at the end; cards: text that Anki imports').choices([...learnExports]))
    .addOption(new Option('--reset', 'forget what was answered, in a lesson or in all').conflicts(['export']))
    .option('--yes', 'with --reset: do not ask')
    .option('--no-progress', 'neither read nor keep what was answered')
    .addOption(new Option('--format <format>', 'text, or one JSON document of what the flags answer').choices([...learnFormats]))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--plain', 'line by line, nothing redrawn')
    .option('--ascii', 'no character outside ASCII')
    .addOption(new Option('--theme <theme>', 'colours of the screens').choices([...colorThemes]))
    .option('--record <file>', 'record the screens, for asciinema play')
    .showHelpAfterError('See: quarrel learn --help')
    .addHelpText('after', `
Line by line:
  2 certain   an answer and how sure: guess, fairly or certain; the second may
              wait to be asked for. Numbers may have a unit: 120ms, 30%, 1.5KiB.
              An order is all its numbers: 3 1 2
  h s b q     hint, skip, back, quit. After the answer an empty line goes on,
              and a number or name tries a variation.

Repetition:
  What was wrong comes back: certain after 10 minutes, fairly sure after 4 hours,
  guessed after a day. What was right waits 2 to 32 days, longer each time.
`)
    .addHelpText('after', helpAfter({
      examples: [
        'quarrel learn',
        'quarrel learn conflicts --plain',
        "printf '2 certain\\n1 guess\\n' | quarrel learn conflicts",
        'quarrel learn starter.yaml --answer who-wins=2:certain --json',
        'quarrel learn --export cards > quarrel.txt',
        'quarrel init lesson && quarrel learn lesson.yaml --check',
      ],
      exitCodes: exitCodeLines,
      variables: [...variableLines, 'XDG_STATE_HOME   where progress is kept; default: ~/.local/state (%LOCALAPPDATA% on Windows)'],
    }))
    .action(async (target: string | undefined, flags: LearnFlags) => {
      const { learn } = await import('../learn/learn.js');
      finish(await learn(requestOf(target ?? null, flags), io, Date.now));
    });
}

const exitCodeLines = [
  '0    done; a wrong answer is no failure of this command',
  '2    wrong usage or input: a lesson, a step, an answer, a faulty file',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
];

interface LearnFlags {
  readonly step?: string;
  readonly answer?: readonly string[];
  readonly set?: readonly Override[];
  readonly variations?: boolean;
  readonly review?: boolean;
  readonly list?: boolean;
  readonly check?: boolean;
  readonly export?: (typeof learnExports)[number];
  readonly reset?: boolean;
  readonly yes?: boolean;
  readonly progress: boolean;
  readonly format?: LearnFormat;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
  readonly theme?: ColorTheme;
  readonly record?: string;
}

function requestOf(target: string | null, flags: LearnFlags): LearnRequest {
  const { theme, record } = flags;
  return {
    target,
    step: flags.step ?? null,
    overrides: flags.set ?? [],
    answers: flags.answer ?? [],
    variations: flags.variations === true,
    task: taskOf(flags),
    yes: flags.yes === true,
    progress: flags.progress,
    format: flags.json === true ? 'json' : (flags.format ?? null),
    plain: flags.plain === true,
    ascii: flags.ascii === true,
    ...(theme === undefined ? {} : { theme }),
    ...(record === undefined ? {} : { recordPath: record }),
  };
}

function taskOf({ review, list, check, reset, export: form }: LearnFlags): LearnTask {
  if (list === true) return 'list';
  if (review === true) return 'review';
  if (reset === true) return 'reset';
  if (check === true) return 'check';
  return form ?? 'walk';
}

function collect(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}
