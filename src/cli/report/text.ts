/** The report for people: what came of it, what happened, and how to see it again. */
import type { JudgedExpectation } from '../../scenarios/index.js';
import { assertNever } from '../../sim/base/assert.js';
import type { ReportedFault } from '../../sim/report.js';
import type { Scenario } from '../../sim/scenario.js';
import type { Paint } from '../color.js';
import { printable } from '../printable.js';
import { describeStrategy } from '../view/words/strategy-words.js';
import { disorderRows } from './disorder-rows.js';
import { findingsOf } from './findings.js';
import { countOf, formatCount } from './format.js';
import { splitBrainLines } from './leader-words.js';
import { labelled, table, wrap, textColumns } from './layout.js';
import { fitNames, linkHeader, linkRows, linkTitle } from './link-table.js';
import { lostWriteHeader, lostWriteRows } from './lost-writes.js';
import { replayCommandOf } from './result.js';
import type { RunResult } from './result.js';
import { paintVerdict, verdictWord } from './verdict.js';

/** How the text may look. */
export interface TextStyle {
  readonly paint: Paint;
  /** No character outside ASCII. */
  readonly ascii: boolean;
}

/** The whole report. Its last line repeats the run. */
export function renderText(result: RunResult, style: TextStyle): string {
  const sections = [
    headingOf(result, style),
    findingsLines(result, style),
    expectationLines(result.expectations, style),
    lostWriteLines(result, style),
    disorderSection(result, style),
    linkLines(result, style),
    splitBrainSection(result, style),
    drawnFaultLines(result, style),
    originLines(result, style),
    footerOf(result),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${style.ascii ? toAscii(text) : text}\n`;
}

/** The verdict as a sentence that begins with a word. */
export function verdictSentence(result: RunResult): string {
  const { expectations, verdict } = result;
  const total = expectations.length;
  if (total === 0) return 'HOLDS: the scenario states no expectations, so none failed';
  const violated = expectations.filter((one) => one.verdict === 'violated').length;
  const unknown = expectations.filter((one) => one.verdict === 'unknown').length;
  switch (verdict) {
    case 'holds':
      return total === 1
        ? 'HOLDS: the one expectation holds'
        : `HOLDS: all ${formatCount(total)} expectations hold`;
    case 'violated':
      return `VIOLATED: ${fraction(violated, total, 'does not hold', 'do not hold')}`;
    case 'unknown':
      return `UNKNOWN: ${fraction(unknown, total, 'cannot be told', 'cannot be told')}`;
    default:
      return assertNever(verdict);
  }
}

const labelColumns = 13;

function headingOf(result: RunResult, { paint }: TextStyle): string[] {
  const title = wrap(printable(result.scenario.title), textColumns);
  return [
    ...title.map((line) => paint.bold(line)),
    ...wrap(subtitleOf(result.scenario), textColumns),
    '',
    paintVerdict(verdictSentence(result), result.verdict, paint),
  ];
}

function subtitleOf(scenario: Scenario): string {
  const { topology, regions, seed } = scenario;
  return [
    scenario.name,
    `${topology.kind} of ${countOf(regions.length, 'region')}`,
    describeStrategy(scenario),
    `seed ${printable(seed)}`,
  ].join(' | ');
}

function findingsLines({ report }: RunResult, { paint }: TextStyle): string[] {
  return findingsOf(report).flatMap(({ label, text }) => {
    const [first = '', ...rest] = labelled(label, printable(text), labelColumns);
    return [paint.bold(first.slice(0, labelColumns)) + first.slice(labelColumns), ...rest];
  });
}

function expectationLines(
  expectations: readonly JudgedExpectation[],
  { paint, ascii }: TextStyle,
): string[] {
  if (expectations.length === 0) return [];
  const header = ['Verdict', 'Expectation', 'Expected', 'Actual'];
  const rows = expectations.map(({ name, expected, actual, verdict }) => {
    return [verdictWord(verdict, ascii), printable(name), printable(expected), printable(actual)];
  });
  const [head = '', ...body] = table([header, ...rows]);
  return [
    paint.bold(head),
    ...body.map((line, index) => paintVerdict(line, expectations[index]?.verdict ?? null, paint)),
  ];
}

function lostWriteLines({ lostWrites }: RunResult, { paint }: TextStyle): string[] {
  if (lostWrites.length === 0) return [];
  const { rows, hidden } = lostWriteRows(lostWrites);
  return [
    paint.bold(hidden === null ? 'Lost writes' : `First ${rows.length} lost writes`),
    ...table([lostWriteHeader, ...rows]),
    ...(hidden === null ? [] : [hidden]),
  ];
}

function disorderSection({ disorder }: RunResult, { paint }: TextStyle): string[] {
  if (disorder === undefined || disorder === null) return [];
  const { title, rows, hidden } = disorderRows(disorder);
  return [...wrap(title, textColumns).map((line) => paint.bold(line)), ...table(rows), ...(hidden === null ? [] : [hidden])];
}

function linkLines({ report }: RunResult, { paint }: TextStyle): string[] {
  const { rows, hidden } = linkRows(report);
  if (rows.length === 0) return [];
  const lines = table([linkHeader, ...fitNames(rows, textColumns)]);
  return [paint.bold(linkTitle), ...lines, ...(hidden === null ? [] : [hidden])];
}

function splitBrainSection({ report }: RunResult, { paint }: TextStyle): string[] {
  const lines = splitBrainLines(report);
  return lines.length === 0 ? [] : [paint.bold('What each leader took in, where two led at once'), ...lines];
}

/** A nemesis drew them: as lines of a document, to be kept when the run is worth it. */
function drawnFaultLines({ report, scenario }: RunResult, { paint }: TextStyle): string[] {
  if (scenario.nemesis === undefined) return [];
  return [paint.bold('Faults, as a document would say them'), ...[...report.faults].sort((x, y) => x.atMs - y.atMs).map(faultLine)];
}

function faultLine({ kind, atMs, untilMs, where }: ReportedFault): string {
  const until = untilMs === null ? '' : `until: ${untilMs}ms, `;
  return `- { at: ${atMs}ms, ${until}${kind}: ${printable(where)} }`;
}

/** Whose behaviour this is, and where one can read about it. */
function originLines({ systems, source }: RunResult, { paint }: TextStyle): string[] {
  const lines = [
    ...labelled('Seen in', printable(systems.join(', ')), labelColumns),
    ...labelled('Source', printable(source), labelColumns),
  ];
  return lines.map((line) => paint.bold(line.slice(0, labelColumns)) + line.slice(labelColumns));
}

/** Whoever met a failure may hand on its token: elsewhere it says whether the same is run. */
function footerOf(result: RunResult): string[] {
  const { report, repeat, verdict } = result;
  return [
    `${'Fingerprint'.padEnd(labelColumns)}${report.fingerprint}`,
    ...(verdict === 'holds' ? [] : [`${'Replay'.padEnd(labelColumns)}${replayCommandOf(result)}`]),
    `${'Run again'.padEnd(labelColumns)}${repeat}`,
  ];
}

function fraction(count: number, total: number, one: string, many: string): string {
  return `${count} of ${countOf(total, 'expectation')} ${count === 1 ? one : many}`;
}

/** Names and values may hold any character; `--ascii` promises none of them. */
function toAscii(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, '?');
}
