/** `quarrel run`: one scenario, one seed, one report. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { CommandIo } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { exitCodeLines, helpAfter, variableLines } from '../help.js';
import { didYouMean } from '../../scenarios/suggestion.js';
import { metricsFormats, traceFormats } from '../report/export/formats.js';
import type { MetricsFormat, TraceFormat } from '../report/export/formats.js';
import { formats } from '../run-request.js';
import type { Format, Override, RunRequest } from '../run-request.js';
import { addOverride } from '../set-option.js';
import { colorThemes } from '../view/drawing/color-themes.js';
import type { ColorTheme } from '../view/drawing/color-themes.js';

/** Adds the command; the engine is loaded only when it runs. */
export function addRunCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('run')
    .summary('run a scenario and report what happened')
    .description('Runs a scenario, judges its expectations and reports what happened.')
    .argument('<scenario>', 'a scenario of the catalogue, file.yaml, or file.yaml#name')
    .option('--scenario <name>', 'which scenario, in a file with more than one')
    .option('--seed <seed>', 'any text; the same seed repeats the same run')
    .option('--set <path=value>', 'change the document; may be repeated', addOverride)
    .option('--resolver <name>', 'short for --set conflicts.resolve=<name>; a file such as ./mine.ts is code, and is run')
    .option('--topology <kind>', 'short for --set topology=<kind>')
    .option('--detect <name>', 'short for --set conflicts.detect=<name>')
    .addOption(oneOf('--format <format>', 'how the result is shown; default: tui at a terminal, text elsewhere', formats))
    .addOption(new Option('--json', 'short for --format json').conflicts('format'))
    .option('--plain', 'line by line: no live view, no redrawing')
    .option('--at <time>', 'pause the live view at a moment: 12.5s, 800ms, 90, 1:30, 40%')
    .option('--ascii', 'no character outside ASCII')
    .addOption(oneOf('--theme <theme>', 'colours of the live view', colorThemes))
    .option('--record <file>', 'record the live view, for asciinema play')
    .option('--out <file>', 'write the report to a file instead of stdout')
    .option('--trace <file>', 'write every event to a file')
    .addOption(oneOf(
      '--trace-format <format>',
      'ndjson: one JSON document a line (default); shiviz: a log for ShiViz; chrome: for ui.perfetto.dev and ' +
        'chrome://tracing; otlp: OpenTelemetry spans as JSON, a trace a write',
      traceFormats,
    ))
    .option('--metrics <file>', 'write figures to a file')
    .addOption(oneOf(
      '--metrics-format <format>',
      'csv: over time, one figure a line (default); prometheus: of the end, as from a scrape',
      metricsFormats,
    ))
    .option('--history <file>', 'write what clients asked for and were told, to be verified')
    .showHelpAfterError('See: quarrel run --help')
    .addHelpText('after', helpAfter({
      examples,
      exitCodes: exitCodeLines,
      variables: [...variableLines, 'QUARREL_THEME=light  colours of the live view, as --theme'],
    }))
    .action(async (target: string, flags: RunFlags) => {
      const { runScenario } = await import('../run-scenario.js');
      finish(await runScenario(requestOf(target, flags), io));
    });
}

const examples = [
  'quarrel run split-brain',
  'quarrel run split-brain --at 12.5s',
  'quarrel run split-brain --resolver siblings --seed 7 --json',
  'quarrel run split-brain --format html --out report.html',
  'quarrel run scenario.yaml#mine --set regions.us-east.clock.skew=40ms',
  'quarrel run concurrent-x --trace trace.ndjson',
  'quarrel run split-brain --trace run.json --trace-format chrome',
  'quarrel run split-brain --metrics run.csv',
  'quarrel run split-brain --format junit > junit.xml',
  'quarrel run concurrent-x --resolver ./mine.ts',
  'quarrel run split-brain --history history.jsonl',
  'quarrel run split-brain --theme colour-blind --record session.cast',
];

interface RunFlags {
  readonly scenario?: string;
  readonly seed?: string;
  readonly set?: readonly Override[];
  readonly resolver?: string;
  readonly topology?: string;
  readonly detect?: string;
  readonly format?: Format;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly ascii?: boolean;
  readonly at?: string;
  readonly theme?: ColorTheme;
  readonly record?: string;
  readonly trace?: string;
  readonly traceFormat?: TraceFormat;
  readonly metrics?: string;
  readonly metricsFormat?: MetricsFormat;
  readonly history?: string;
  readonly out?: string;
}

function requestOf(target: string, flags: RunFlags): RunRequest {
  return {
    target,
    scenario: flags.scenario ?? null,
    seed: flags.seed ?? null,
    overrides: [
      ...(flags.set ?? []),
      ...shorthand('conflicts.resolve', flags.resolver),
      ...shorthand('topology', flags.topology),
      ...shorthand('conflicts.detect', flags.detect),
    ],
    format: flags.json === true ? 'json' : (flags.format ?? null),
    plain: flags.plain === true,
    ascii: flags.ascii === true,
    ...(flags.at === undefined ? {} : { at: flags.at }),
    ...(flags.theme === undefined ? {} : { theme: flags.theme }),
    ...(flags.record === undefined ? {} : { recordPath: flags.record }),
    tracePath: flags.trace ?? null,
    ...(flags.traceFormat === undefined ? {} : { traceFormat: flags.traceFormat }),
    ...(flags.metrics === undefined ? {} : { metricsPath: flags.metrics }),
    ...(flags.metricsFormat === undefined ? {} : { metricsFormat: flags.metricsFormat }),
    historyPath: flags.history ?? null,
    outPath: flags.out ?? null,
  };
}

function shorthand(path: string, value: string | undefined): readonly Override[] {
  return value === undefined ? [] : [{ path, value }];
}

/** Turns a word down that is none of these, and asks whether the nearest was meant. */
function oneOf(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices([...words]).argParser((text) => {
    if (words.includes(text)) return text;
    const { suggestion } = didYouMean(text, words);
    const question = suggestion === undefined ? '' : `; ${suggestion}`;
    throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}${question}`);
  });
}
