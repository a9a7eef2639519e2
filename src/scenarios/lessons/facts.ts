/** What names in lessons stand for: figures of the report, what keys hold, what was read, what the scenario sets. */
import type { Report } from '../../sim/report.js';
import type { Scenario } from '../../sim/scenario.js';
import { findMetric, metrics } from '../metrics.js';
import { valueAt } from '../overrides.js';
import { conflictsOf } from '../schema/final-name.js';
import { didYouMean } from '../suggestion.js';
import { readQuantity } from './expression.js';
import type { LookUp } from './expression.js';
import type { Value } from './value.js';
import { numberOf, unknownValue } from './value.js';

/** A run that has ended, and what it was a run of. */
export interface FinishedRun {
  readonly scenario: Scenario;
  /** The scenario's document with everything that was laid over it. */
  readonly settings: unknown;
  readonly report: Report;
}

/** The name of the run of a step itself. */
export const ownRun = 'this';

/** Looks names up in the runs of a step; names that ask no run by name ask `run`. */
export function lookUpIn(runs: ReadonlyMap<string, FinishedRun>, run: string = ownRun): LookUp {
  return (name, asked) => {
    const found = runs.get(asked ?? run);
    return found === undefined ? unknownValue(`there is no run "${asked ?? run}"`) : findFact(name, found);
  };
}

/** What a name stands for in a run. */
export function findFact(name: string, run: FinishedRun): Value {
  const [kind = '', ...rest] = name.split('.');
  switch (kind) {
    case 'setting':
      return findSetting(name, run.settings);
    case 'final':
      return finalOf(rest.join('.'), run.report);
    case 'amount':
      return amountOf(rest.join('.'), run.report);
    case 'held':
      return heldBy(rest[0] ?? '', rest.slice(1).join('.'), run.report);
    case 'read':
      return readBy(rest, run.report);
    case 'clock':
      return clockReadBy(rest, run.report);
    default:
      return pairFigure(rest, kind, run.report) ?? metricOf(name, run.report);
  }
}

/** What `setting.<path>` stands for in a scenario's document. */
export function findSetting(name: string, settings: unknown): Value {
  const path = name.split('.').slice(1);
  const found = valueAt(settings, path);
  if (typeof found === 'boolean') return { kind: 'truth', value: found };
  if (typeof found === 'number') return readQuantity(String(found)) ?? unknownValue('it is no quantity');
  if (typeof found === 'string') return readQuantity(found) ?? { kind: 'held', values: [found] };
  return unknownValue(`the scenario does not set ${path.join('.')} to a single value`);
}

/** What is wrong with a name, before anything has run; null when nothing is. */
export function problemOfName(
  name: string,
  { scenario, settings }: Pick<FinishedRun, 'scenario' | 'settings'>,
): { readonly message: string; readonly expected: string; readonly suggestion?: string } | null {
  const [kind = '', first = '', ...rest] = name.split('.');
  const regions = scenario.regions.map((region) => region.name);
  switch (kind) {
    case 'setting': {
      const value = findSetting(name, settings);
      if (value.kind !== 'unknown') return null;
      return { message: `the scenario does not set "${[first, ...rest].join('.')}"`, expected: 'a path that it sets to a single value' };
    }
    case 'final':
    case 'amount':
    case 'read':
    case 'clock': {
      const of = kind === 'final' || kind === 'amount' ? '<key>' : '<client>';
      return first === '' ? { message: `"${kind}." names nothing`, expected: `${kind}.${of}` } : null;
    }
    case 'held':
      return rest.length > 0 ? null : { message: `"${name}" names no key`, expected: 'held.<replica>.<key>' };
    default: {
      if (isPairFigure(kind, [first, ...rest])) {
        const unknown = [first, rest[0] ?? ''].find((region) => !regions.includes(region.split('/')[0] ?? ''));
        if (unknown === undefined) return null;
        return { message: `there is no region "${unknown}"`, expected: `one of ${regions.join(', ')}`, ...didYouMean(unknown, regions) };
      }
      if (findMetric(name) !== null) return null;
      return { message: `"${name}" is not a figure`, expected: factForms, ...didYouMean(name, metrics.map((metric) => metric.name)) };
    }
  }
}

/** How names may be written, for messages. */
export const factForms =
  'a figure such as lost-writes, final.<key>, final.<key>.conflicts, amount.<key>, held.<replica>.<key>, ' +
  'read.<client>.<n>, clock.<client>.<n>, lag.<from>.<to>.p50, ' +
  'backlog.<from>.<to>.peak, sent.<from>.<to>.bytes or setting.<path>';

function metricOf(name: string, report: Report): Value {
  const metric = findMetric(name);
  const read = metric?.read(report) ?? null;
  if (metric === null || read === null) return unknownValue(`the run does not tell ${name}`);
  if (typeof read === 'boolean') return { kind: 'truth', value: read };
  if (metric.unit === 'truth') return unknownValue(`${name} is neither true nor false`);
  return numberOf(metric.unit === 'duration' ? Math.round(read * 1000) : read, metric.unit);
}

/** `final.<key>`, and `final.<key>.conflicts` for what lost against that value and is kept. */
function finalOf(name: string, report: Report): Value {
  const [first, ...others] = finalAnswers(name, report);
  if (first === undefined) return unknownValue(`nobody was asked for ${name}`);
  const held = first.join('\n');
  if (others.some((values) => values.join('\n') !== held)) return unknownValue(`replicas differ on ${name}`);
  return { kind: 'held', values: first };
}

/** What each replica says; none where no such key is known. */
function finalAnswers(name: string, report: Report): readonly (readonly string[])[] {
  const replicasOf = (key: string) => report.finalValues.find((final) => final.key === key)?.replicas;
  const own = replicasOf(name);
  if (own !== undefined) return own.map(({ values }) => values);
  const key = conflictsOf(name);
  return key === null ? [] : (replicasOf(key) ?? []).map(({ conflicts = [] }) => conflicts);
}

/** `amount.<key>` is the number that every replica holds of it: final.<key> as one that can be reckoned with. */
function amountOf(key: string, report: Report): Value {
  const final = finalOf(key, report);
  if (final.kind !== 'held') return final;
  const [only = '', ...others] = final.values;
  const isNumber = others.length === 0 && /^-?[0-9]{1,15}$/.test(only);
  return isNumber ? numberOf(Number(only), 'count') : unknownValue(`${key} is not a number`);
}

function heldBy(replica: string, key: string, report: Report): Value {
  const replicas = report.finalValues.find((final) => final.key === key)?.replicas ?? [];
  const found = replicas.find((one) => one.replica === replica);
  return found === undefined ? unknownValue(`nobody asked ${replica} for ${key}`) : { kind: 'held', values: found.values };
}

/** `read.<client>` is the client's first scripted read, `read.<client>.2` the second. */
function readBy([client = '', nth = '1']: readonly string[], report: Report): Value {
  const read = report.scriptedReads.filter((one) => one.client === client)[Number(nth) - 1];
  if (read === undefined) return unknownValue(`${client} read nothing`);
  return read.values === null ? unknownValue(`${client} got no answer`) : { kind: 'held', values: read.values };
}

/** `clock.<client>.<n>` is the version vector that came with that read, as one word: `[sx:2, sy:1]`. */
function clockReadBy([client = '', nth = '1']: readonly string[], report: Report): Value {
  const clock = report.scriptedReads.filter((one) => one.client === client)[Number(nth) - 1]?.clock;
  if (clock === undefined) return unknownValue(`${client} got no version vector`);
  const entries = Object.entries(clock).map(([leader, count]) => `${leader}:${String(count)}`);
  return { kind: 'held', values: [`[${entries.join(', ')}]`] };
}

function isPairFigure(kind: string, rest: readonly string[]): boolean {
  if (rest.length !== 3) return false;
  const figure = rest[2] ?? '';
  if (kind === 'sent') return /^(bytes|messages)$/.test(figure);
  return kind === 'lag' ? /^(p50|p95|p99|max)$/.test(figure) : kind === 'backlog' && /^(peak|peak-bytes)$/.test(figure);
}

/** `lag.<from>.<to>.p50`, `backlog.<from>.<to>.peak`, `sent.<from>.<to>.bytes`; null where the name is none of these. */
function pairFigure(rest: readonly string[], kind: string, report: Report): Value | null {
  if (!isPairFigure(kind, rest)) return null;
  const [from, to, figure] = rest;
  const isPair = (one: { readonly from: string; readonly to: string }) => one.from === from && one.to === to;
  if (kind === 'sent') {
    const link = report.network.byLink.find(isPair);
    if (link === undefined) return unknownValue('there is no such link');
    return figure === 'bytes' ? numberOf(link.bytes, 'size') : numberOf(link.messages, 'count');
  }
  if (kind === 'backlog') {
    const link = report.backlog.byLink.find(isPair);
    if (link === undefined) return unknownValue('there is no such link');
    return figure === 'peak' ? numberOf(link.peakWrites, 'count') : numberOf(link.peakBytes, 'size');
  }
  const lags = report.lag.byReplica.find(isPair);
  const { p50Ms = null, p95Ms = null, p99Ms = null, maxMs = null } = lags ?? {};
  const ms = { p50: p50Ms, p95: p95Ms, p99: p99Ms }[figure ?? ''] ?? maxMs;
  return ms === null ? unknownValue('nothing arrived there') : numberOf(Math.round(ms * 1000), 'duration');
}
