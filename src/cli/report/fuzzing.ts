/** What random faults came to: which promises broke, the smallest cases, the commands that repeat them. */
import { posix } from 'node:path';
import type { FuzzSubject } from '../../scenarios/fuzz/subject.js';
import type { FuzzRequest } from '../fuzz-request.js';
import type { ShrunkFailure } from '../fuzz-shrinking.js';
import { printable } from '../printable.js';
import { joinWords } from '../shell-words.js';
import { countOf, formatCount } from './format.js';
import { formatVersion, toJsonDocument } from './json.js';
import { labelled, table, textColumns, wrap } from './layout.js';
import type { TextStyle } from './text.js';

/** An expectation, and how often it was violated. */
export interface TriedExpectation {
  readonly name: string;
  readonly expected: string;
  /** Runs that violated it. */
  readonly failed: number;
  /** Runs in which it could not be told. */
  readonly unknown: number;
  /** The number of the first run that violated it; 0: none, or the scenario as it is. */
  readonly firstRun: number;
}

/** All runs of one scenario, and what was found. */
export interface Fuzzing {
  readonly title: string;
  readonly scenario: string;
  readonly request: FuzzRequest;
  readonly subject: FuzzSubject;
  readonly runs: number;
  readonly expectations: readonly TriedExpectation[];
  readonly failures: readonly ShrunkFailure[];
  /** The scenario violates something without any fault; nothing was drawn. */
  readonly failsAlone: boolean;
  readonly isInterrupted: boolean;
  /** The command that runs the scenario as it is. */
  readonly alone: string;
  /** The command that does all this again. */
  readonly repeat: string;
}

/** The whole report. Its last line repeats the search. */
export function renderFuzzingText(fuzzing: Fuzzing, { paint, ascii }: TextStyle): string {
  const { title, repeat, alone, failsAlone, failures } = fuzzing;
  const isBad = failsAlone || fuzzing.expectations.some(({ failed }) => failed > 0);
  const sentence = verdictOf(fuzzing);
  const paintSentence = isBad ? paint.red : sentence.startsWith('HOLDS') ? paint.green : paint.yellow;
  const sections = [
    [
      ...wrap(printable(title), textColumns).map((line) => paint.bold(line)),
      ...wrap(subtitleOf(fuzzing), textColumns),
      '',
      ...wrap(sentence, textColumns).map((line) => paintSentence(line)),
    ],
    expectationLines(fuzzing, paint.bold),
    ...failures.map((failure) => failureLines(failure, fuzzing, paint.bold)),
    failsAlone ? [`${'See'.padEnd(labelColumns)}${alone}`] : [`${'Run again'.padEnd(labelColumns)}${repeat}`],
  ];
  const text = sections.map((lines) => lines.join('\n')).join('\n\n');
  return `${ascii ? text.replace(/[^\x00-\x7f]/gu, '?') : text}\n`;
}

/** The document that `schema/fuzz.schema.json` describes. */
export function renderFuzzingJson(fuzzing: Fuzzing): string {
  const { scenario, request, subject, runs, expectations, failures, failsAlone, isInterrupted, repeat } = fuzzing;
  return toJsonDocument({
    formatVersion,
    scenario,
    seed: request.seed,
    runs,
    groups: subject.choices.groups,
    kinds: subject.choices.kinds,
    expectations: expectations.map(({ name, expected, failed, unknown, firstRun }) => {
      return { name, expected, failed, unknown, firstRun: failed === 0 ? null : firstRun };
    }),
    failures: failures.map((failure) => ({
      expectation: failure.expectation,
      expected: failure.expected,
      actual: failure.actual,
      failed: failure.failed,
      firstRun: failure.run,
      needed: failure.needed,
      unneeded: failure.unneeded,
      shrinkRuns: failure.asked,
      isMinimal: failure.isMinimal,
      fileName: failure.fileName,
      document: failure.document,
      replay: replayCommand(failure, request),
    })),
    failsAlone,
    isInterrupted,
    repeat,
    verdict: toVerdict(fuzzing),
  });
}

const labelColumns = 13;

function subtitleOf({ scenario, request, runs, subject }: Fuzzing): string {
  const { groups, kinds } = subject.choices;
  return [
    scenario,
    countOf(runs, 'run'),
    groups.join(', '),
    ...(groups.includes('faults') ? [`${kinds.length} kinds of faults`] : []),
    `seed ${printable(request.seed)}`,
  ].join(' | ');
}

function verdictOf(fuzzing: Fuzzing): string {
  const { expectations, runs, failsAlone, isInterrupted, subject } = fuzzing;
  const failed = expectations.filter((one) => one.failed > 0);
  const names = failed.map(({ name }) => printable(name)).join(', ');
  const of = subject.isByDefault ? 'what its strategy should do' : 'its own expectations';
  if (failsAlone) {
    const remedy = 'mend the scenario, or judge something else with --expect';
    return `VIOLATED without any fault: ${names}. Nothing was drawn; ${remedy}`;
  }
  const cut = isInterrupted ? `, interrupted after ${countOf(runs, 'run')}` : '';
  if (failed.length > 0) return `VIOLATED: ${names} (judged: ${of})${cut}`;
  if (toVerdict(fuzzing) === 'unknown') return `UNKNOWN: not all of ${of} could be judged${cut}`;
  const none = runs === 1 ? 'the one run has not' : `none of ${countOf(runs, 'run')}`;
  return `HOLDS: ${none} violated ${of}; others may${cut}`;
}

function toVerdict({ expectations, runs, failsAlone }: Fuzzing): 'holds' | 'violated' | 'unknown' {
  if (failsAlone || expectations.some(({ failed }) => failed > 0)) return 'violated';
  return runs === 0 || expectations.some(({ unknown }) => unknown === runs) ? 'unknown' : 'holds';
}

function expectationLines(fuzzing: Fuzzing, bold: (text: string) => string): string[] {
  const rows = fuzzing.expectations.map((one) => [
    printable(one.name), printable(one.expected), resultOf(one, fuzzing),
  ]);
  const [head = '', ...body] = table([['Expectation', 'Expected', 'Result'], ...rows]);
  return [bold(head), ...body];
}

function resultOf({ failed, unknown, firstRun }: TriedExpectation, { runs, failsAlone }: Fuzzing): string {
  if (failsAlone) return failed > 0 ? 'violated' : 'not violated';
  if (runs === 1) return failed > 0 ? 'violated in the one run' : unknown > 0 ? 'unknown' : 'not violated in the one run';
  const of = countOf(runs, 'run');
  const told = unknown > 0 ? `, unknown in ${formatCount(unknown)}` : '';
  if (failed === 0) return `violated in none of ${of}${told}`;
  return `violated in ${formatCount(failed)} of ${of}, first in run ${firstRun}${told}`;
}

function failureLines(failure: ShrunkFailure, { request }: Fuzzing, bold: (text: string) => string): string[] {
  const { expectation, expected, actual, needed, unneeded, asked, isMinimal } = failure;
  const runs = countOf(asked, 'run');
  const size = isMinimal
    ? `in ${runs}; nothing can be left out of it by itself`
    : `in ${runs}, where it was stopped: --shrink-runs allows more`;
  return [
    bold(`${printable(expectation)}: expected ${printable(expected)}, and is ${printable(actual)}`),
    ...needed.flatMap((one, i) => labelled(i === 0 ? 'Needed' : '', printable(one), labelColumns)),
    ...(needed.length === 0 ? labelled('Needed', 'the workload alone', labelColumns) : []),
    ...(unneeded.length === 0 ? [] : labelled('Not needed', unneeded.map(printable).join(', '), labelColumns)),
    ...labelled('Shrunk', size, labelColumns),
    `${'Fails alone'.padEnd(labelColumns)}${replayCommand(failure, request)}`,
  ];
}

function replayCommand({ fileName }: ShrunkFailure, { out }: FuzzRequest): string {
  return joinWords(['quarrel', 'run', posix.join(out.replaceAll('\\', '/'), fileName)]);
}
