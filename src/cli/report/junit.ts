/** A run as JUnit XML: one test case an expectation. What cannot be told is skipped, with what is known. */
import type { JudgedExpectation } from '../../scenarios/index.js';
import { assertNever } from '../../sim/base/assert.js';
import type { Verdict } from '../../sim/report.js';
import { escapeXml } from './check/junit.js';
import { findingsOf } from './findings.js';
import { lostWriteRows } from './lost-writes.js';
import { replayCommandOf } from './result.js';
import type { RunResult } from './result.js';

/** The whole document. It states no real times, so the same run has the same bytes. */
export function renderJunit(result: RunResult): string {
  const { expectations, report } = result;
  const count = (verdict: Verdict): number => expectations.filter((one) => one.verdict === verdict).length;
  const counts = `tests="${expectations.length}" failures="${count('violated')}" errors="0" skipped="${count('unknown')}"`;
  const name = escapeXml(`quarrel run ${report.scenario}, seed ${report.seed}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${name}" ${counts}>`,
    '    <properties>',
    property('fingerprint', report.fingerprint),
    property('replay', result.replay),
    '    </properties>',
    ...expectations.map((expectation) => testCase(expectation, result)),
    `    <system-out>${textLines(summaryLines(result))}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function property(name: string, value: string): string {
  return `      <property name="${name}" value="${escapeXml(value)}"/>`;
}

function testCase({ name, expected, actual, verdict }: JudgedExpectation, result: RunResult): string {
  const head = `    <testcase classname="${escapeXml(result.report.scenario)}" name="${escapeXml(`${name} ${expected}`)}"`;
  const message = escapeXml(`expected ${expected}, actual ${actual}`);
  switch (verdict) {
    case 'holds':
      return `${head}/>`;
    case 'unknown':
      return `${head}><skipped message="${escapeXml(`it cannot be told: ${actual}`)}"/></testcase>`;
    case 'violated':
      return `${head}><failure type="violated" message="${message}">${textLines([
        `${name}: expected ${expected}, actual ${actual}`,
        ...summaryLines(result),
      ])}</failure></testcase>`;
    default:
      return assertNever(verdict);
  }
}

/** What a person asks next: what happened, what was lost, and how to see it again. */
function summaryLines(result: RunResult): readonly string[] {
  const { rows, hidden } = lostWriteRows(result.lostWrites);
  return [
    ...findingsOf(result.report).map(({ label, text }) => `${label}: ${text}`),
    ...rows.map(([write, key, replica, time, cause, where]) => {
      return `Lost write ${write} of ${key}, accepted at ${replica} at ${time}: ${cause}, ${where}`;
    }),
    ...(hidden === null ? [] : [hidden]),
    ...(result.verdict === 'holds' ? [] : [`Replay: ${replayCommandOf(result)}`]),
    `Run again: ${result.repeat}`,
  ];
}

function textLines(lines: readonly string[]): string {
  return lines.map(escapeXml).join('\n');
}
