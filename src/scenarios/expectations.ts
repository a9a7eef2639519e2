/** What a scenario says must come out, judged against the report of a run. */
import { assertNever } from '../sim/base/assert.js';
import type { Report, ScriptedRead, Verdict } from '../sim/report.js';
import type { Condition } from './condition.js';
import { meetsCondition } from './condition.js';
import type { MetricUnit } from './metrics.js';
import { findMetric } from './metrics.js';
import { conflictsOf } from './schema/final-name.js';

/** One demand of a scenario. */
export interface Expectation {
  /** A figure's name, `final.<key>`, or `read <key> by <client> at <time>`. */
  readonly name: string;
  /** What is demanded, for people: `> 0`, `[B, C]`. */
  readonly expected: string;
  /** Where the document demands it; 0 when `--set` does. */
  readonly line: number;
  readonly check: Check;
}

/** How a demand is checked. */
export type Check =
  /** A figure of the report. */
  | { readonly kind: 'metric'; readonly metric: string; readonly condition: Condition }
  /**
   * What every replica holds of a key in the end: values, sorted; none when it is absent. For a key
   * `<key>.conflicts` that no script mentions, what lost against the value of that key and is kept.
   */
  | { readonly kind: 'final'; readonly key: string; readonly values: readonly string[] }
  /** What a scripted read returned; `index` is its place in the scenario's script. */
  | { readonly kind: 'read'; readonly index: number; readonly values: readonly string[] }
  /** The vector that a scripted read returned, as `{ a: 2, b: 1 }` in order of names. */
  | { readonly kind: 'clock'; readonly index: number; readonly clock: string }
  /** What a scripted read was told of beside. */
  | { readonly kind: 'read-conflicts'; readonly index: number; readonly values: readonly string[] };

/** A demand and what came of it. */
export interface JudgedExpectation {
  readonly name: string;
  readonly expected: string;
  /** What the run showed, for people; `unknown` where it shows nothing. */
  readonly actual: string;
  readonly verdict: Verdict;
}

/** Judges every expectation, in order; findings violate where none was stated about them. */
export function judgeExpectations(
  expectations: readonly Expectation[],
  report: Report,
): readonly JudgedExpectation[] {
  const judged = expectations.map((expectation) => {
    const { name, expected } = expectation;
    return { name, expected, ...judge(expectation.check, report) };
  });
  const isStated = judged.some(({ name }) => name === 'findings');
  const found = report.findings?.length ?? 0;
  if (found === 0 || isStated) return judged;
  return [...judged, { name: 'findings', expected: '= 0', actual: String(found), verdict: 'violated' }];
}

/** Violated if any is; else unknown if any is; else holds, also when there are none. */
export function overallVerdict(judged: readonly { readonly verdict: Verdict }[]): Verdict {
  if (judged.some(({ verdict }) => verdict === 'violated')) return 'violated';
  return judged.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'holds';
}

/** Values as reports write them: `B`, `[B, C]` or `absent`. */
export function formatValues(values: readonly string[]): string {
  const [only = 'absent'] = values;
  if (values.length < 2) return only === '' ? '""' : only;
  return `[${values.map(quoteInList).join(', ')}]`;
}

/** Where a comma would read as the end of a value. */
function quoteInList(value: string): string {
  return value === '' || value.includes(',') ? `"${value}"` : value;
}

/** A vector as reports write it: `{ a: 2, b: 1 }`, in order of names. */
export function formatClock(clock: Readonly<Record<string, number>>): string {
  const entries = Object.entries(clock).sort(([x], [y]) => (x < y ? -1 : 1));
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([name, count]) => `${name}: ${String(count)}`).join(', ')} }`;
}

type Outcome = Pick<JudgedExpectation, 'actual' | 'verdict'>;

const unknown: Outcome = { actual: 'unknown', verdict: 'unknown' };

function judge(check: Check, report: Report): Outcome {
  switch (check.kind) {
    case 'metric':
      return judgeMetric(check.metric, check.condition, report);
    case 'final':
      return judgeFinal(check.key, check.values, report);
    case 'read':
      return judgeRead(findRead(check.index, report)?.values ?? null, check.values);
    case 'clock':
      return judgeClock(check.index, check.clock, report);
    case 'read-conflicts':
      return judgeRead(findRead(check.index, report)?.conflicts ?? null, check.values);
    default:
      return assertNever(check);
  }
}

function judgeMetric(name: string, condition: Condition, report: Report): Outcome {
  const metric = findMetric(name);
  const read = metric?.read(report) ?? null;
  if (metric === null || read === null) return unknown;
  const isDuration = metric.unit === 'duration' && typeof read === 'number';
  const actual = isDuration ? Math.round(read * 1000) : read;
  const verdict = meetsCondition(condition, actual) ? 'holds' : 'violated';
  const first = verdict === 'violated' ? (metric.first?.(report) ?? null) : null;
  return { actual: formatActual(read, metric.unit) + (first === null ? '' : `; ${first}`), verdict };
}

function judgeFinal(key: string, values: readonly string[], report: Report): Outcome {
  const held = listFinal(key, report);
  const [first] = held;
  if (first === undefined) return unknown;
  if (held.every((one) => isSame(one.values, first.values))) {
    const verdict = isSame(first.values, values) ? 'holds' : 'violated';
    return { actual: formatValues(first.values), verdict };
  }
  const each = held.map((one) => `${one.replica}: ${formatValues(one.values)}`);
  return { actual: each.join('; '), verdict: 'violated' };
}

/** What each replica holds of a key, or keeps in conflict with it. */
function listFinal(
  key: string,
  { finalValues }: Report,
): readonly { readonly replica: string; readonly values: readonly string[] }[] {
  const own = finalValues.find((final) => final.key === key);
  if (own !== undefined) return own.replicas;
  const of = conflictsOf(key);
  const replicas = finalValues.find((final) => final.key === of)?.replicas ?? [];
  return replicas.flatMap(({ replica, conflicts }) =>
    conflicts === undefined ? [] : [{ replica, values: conflicts }],
  );
}

function findRead(index: number, report: Report): ScriptedRead | null {
  return report.scriptedReads.find((read) => read.index === index) ?? null;
}

function judgeRead(returned: readonly string[] | null, values: readonly string[]): Outcome {
  if (returned === null) return unknown;
  const verdict = isSame([...returned].sort(), values) ? 'holds' : 'violated';
  return { actual: formatValues(returned), verdict };
}

function judgeClock(index: number, expected: string, report: Report): Outcome {
  const clock = report.scriptedReads.find((read) => read.index === index)?.clock;
  if (clock === undefined) return unknown;
  const actual = formatClock(clock);
  return { actual, verdict: actual === expected ? 'holds' : 'violated' };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function formatActual(value: number | boolean, unit: MetricUnit): string {
  if (typeof value === 'boolean') return String(value);
  switch (unit) {
    case 'truth':
    case 'count':
    case 'ratio':
      return String(value);
    case 'duration':
      if (value >= 7_200_000) return `${String(round(value / 3_600_000))}h`;
      return value >= 10_000 ? `${String(round(value / 1000))}s` : `${String(value)}ms`;
    case 'size':
      return `${String(value)}B`;
    case 'share':
      return `${String(Math.floor(value * 1e8) / 1e6)}%`;
    default:
      return assertNever(unit);
  }
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
