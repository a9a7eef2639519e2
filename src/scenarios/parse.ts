/**
 * YAML text to valid scenarios, or to every issue at once.
 *
 * Nothing here throws, whatever the text: a mistake of a person is a value.
 */
import { isOwnResolver } from '../sim/scenario.js';
import type { Scenario } from '../sim/scenario.js';
import type { Place, PlacedValue } from './document.js';
import { locateProblem, readDocument } from './document.js';
import { variantsOf } from './comparison/variants.js';
import type { Variant } from './comparison/variants.js';
import type { Check, Expectation } from './expectations.js';
import { formatClock, formatValues } from './expectations.js';
import { problemsOf } from './findings.js';
import type { Caution, Issue, Path, Problem, Warning } from './issue.js';
import { comparePlaces } from './issue.js';
import type { Override } from './overrides.js';
import { applyOverrides, valueAt } from './overrides.js';
import { findDanglingNames } from './references.js';
import type { Resolved } from './resolve/scenario.js';
import { resolveScenario } from './resolve/scenario.js';
import type { ExpectationDocument } from './schema/expectation.js';
import { isMapping, isName, toName } from './schema/field.js';
import type { ScenarioDocument } from './schema.js';
import { documentVersion, maxScenarios, nameRule, rootKeys, scenarioSchema } from './schema.js';
import { didYouMean, listWords } from './suggestion.js';

/** What to read of a document, and what to change about it. */
export interface ParseOptions {
  /** Laid over every scenario that is read. */
  readonly overrides?: readonly Override[];
  /** Reads the scenario of this name alone; the others are not checked. */
  readonly only?: string;
}

/** Scenarios in document order, or issues in document order. */
export type ParseResult =
  | { readonly ok: true; readonly scenarios: readonly LoadedScenario[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A scenario that can run, and what its document says beside that. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly expectations: readonly Expectation[];
  readonly about: string;
  /** Systems that behave like this. */
  readonly systems: readonly string[];
  /** Where that is published; empty where the document does not say. */
  readonly source: string;
  readonly warnings: readonly Warning[];
  /** What the document says to compare the scenario with. */
  readonly variants: readonly Variant[];
  /** The file that holds the scenario's own resolver, and where the document names it. */
  readonly resolverFile?: { readonly path: string } & Place;
}

/** Reads a document. */
export function parseScenarios(text: string, options: ParseOptions = {}): ParseResult {
  const read = readDocument(text);
  if (!read.ok) return read;
  const { document } = read;
  let issues: readonly Issue[] = checkTop(document).map((problem) => locateProblem(document, problem));
  const scenarios: LoadedScenario[] = [];
  for (const name of chooseNames(document, options.only)) {
    const loaded = loadPlaced(document, name, options.overrides ?? []);
    if (loaded.ok) scenarios.push(loaded.scenario);
    else issues = issues.concat(loaded.issues);
  }
  const missing = options.only === undefined ? null : findMissing(document, options.only);
  if (missing !== null) issues = [...issues, locateProblem(document, missing)];
  if (issues.length === 0) return { ok: true, scenarios };
  return { ok: false, issues: uniqueIssues(issues).sort(comparePlaces) };
}

/** A scenario that can run, or every issue of it. */
export type LoadResult =
  | { readonly ok: true; readonly scenario: LoadedScenario }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Checks one scenario of a document with the overrides laid over it. */
export function loadPlaced(
  source: PlacedValue,
  name: string,
  overrides: readonly Override[],
): LoadResult {
  const base: Path = ['scenarios', name];
  const overridden = applyOverrides(source, base, overrides);
  const { document } = overridden;
  const raw = valueAt(document.value, base);
  const checked = scenarioSchema.safeParse(raw);
  let problems: readonly Problem[] = [
    ...(checked.success ? [] : problemsOf(checked.error.issues, raw, base)),
    ...findDanglingNames(raw, base),
  ];
  if (checked.success && problems.length === 0 && overridden.issues.length === 0) {
    const resolved = resolveScenario(name, checked.data, base);
    if (resolved.problems.length === 0) {
      return { ok: true, scenario: finish(document, base, checked.data, resolved) };
    }
    problems = resolved.problems;
  }
  const located = problems.map((problem) => locateProblem(document, problem));
  return { ok: false, issues: [...overridden.issues, ...located] };
}

function finish(
  source: PlacedValue,
  base: Path,
  document: ScenarioDocument,
  resolved: Resolved,
): LoadedScenario {
  const { scenario, reads, cautions } = resolved;
  const stated = document.expect.map((one) => expectationOf(source, base, one));
  const ofReads = reads.flatMap(({ index, document: at, values, conflicts, clock }): Expectation[] => {
    const operation = scenario.workload.script[index];
    const read = `read ${operation?.key ?? ''} by ${operation?.client ?? ''} at ` +
      formatTime(operation?.atUs ?? 0);
    const lineOf = (key: string): number =>
      source.locate([...base, 'workload', 'script', at, key], 'key').line;
    return [
      ...(values === null
        ? []
        : [{
            name: read,
            expected: formatValues(values),
            line: lineOf('expect'),
            check: { kind: 'read' as const, index, values },
          }]),
      ...(conflicts === null
        ? []
        : [{
            name: `${read}, conflicts`,
            expected: formatValues(conflicts),
            line: lineOf('expect-conflicts'),
            check: { kind: 'read-conflicts' as const, index, values: conflicts },
          }]),
      ...(clock === null
        ? []
        : [{
            name: `clock of ${read}`,
            expected: formatClock(clock),
            line: lineOf('clock'),
            check: { kind: 'clock' as const, index, clock: formatClock(clock) },
          }]),
    ];
  });
  return {
    scenario,
    expectations: [...stated, ...ofReads],
    about: document.about.trim(),
    systems: document.systems,
    source: document.source.trim(),
    variants: variantsOf(source, base, document.compare),
    ...findResolverFile(source, base, scenario),
    warnings: cautions.map((caution) => placeWarning(source, caution)).sort(comparePlaces),
  };
}

function findResolverFile(
  source: PlacedValue,
  base: Path,
  { conflicts: { resolve: path } }: Scenario,
): Pick<LoadedScenario, 'resolverFile'> {
  if (!isOwnResolver(path)) return {};
  return { resolverFile: { path, ...source.locate([...base, 'conflicts', 'resolve'], 'value') } };
}

function expectationOf(source: PlacedValue, base: Path, one: ExpectationDocument): Expectation {
  const { line } = source.locate([...base, 'expect', one.name], 'key');
  const isMetric = one.kind === 'metric';
  const check: Check = isMetric
    ? { kind: 'metric', metric: one.name, condition: one.condition }
    : { kind: 'final', key: one.key, values: one.values };
  return { name: one.name, expected: isMetric ? one.text : formatValues(one.values), line, check };
}

function formatTime(us: number): string {
  if (us >= 600e6 && us % 60e6 === 0) return us % 3600e6 === 0 ? `${us / 3600e6}h` : `${us / 60e6}m`;
  return us < 1e6 ? `${String(us / 1e3)}ms` : `${String(us / 1e6)}s`;
}

function placeWarning(source: PlacedValue, caution: Caution): Warning {
  const { path, message } = caution;
  return { ...source.locate(path, 'key'), path: source.name(path), message };
}

/** What is wrong with the document outside of its scenarios. */
function checkTop(document: PlacedValue): readonly Problem[] {
  const top = document.value;
  if (!isMapping(top)) {
    return [{ path: [], message: 'the document is not a mapping', expected: wholeDocument }];
  }
  const unknown = Object.keys(top).filter((key) => !rootKeys.includes(key) && !readElsewhere.includes(key));
  return [
    ...unknown.map((key): Problem => ({
      path: [key],
      message: `"${key}" is not a key that is known here`,
      expected: `one of ${listWords(rootKeys)}`,
      ...didYouMean(key, rootKeys),
      isKey: true,
    })),
    ...checkVersion(top),
    ...checkScenarios(top),
  ];
}

/** Lessons and interviews hold scenarios of their own, which run like any others. */
const readElsewhere: readonly string[] = ['lesson', 'interview'];

const wholeDocument = '"version: 1" and "scenarios:" with at least one scenario';

function checkVersion(top: Readonly<Record<string, unknown>>): readonly Problem[] {
  const version = top['version'];
  if (version === documentVersion) return [];
  const isMissing = version === undefined;
  const message = isMissing ? 'the version is missing' : 'this version is not known';
  return [{ path: ['version'], message, expected: `version: ${String(documentVersion)}` }];
}

function checkScenarios(top: Readonly<Record<string, unknown>>): readonly Problem[] {
  const scenarios = top['scenarios'];
  const path = ['scenarios'];
  if (scenarios === undefined && top['counterexample'] !== undefined) {
    const message = 'there is no scenario beside this counterexample';
    return [{ path: ['counterexample'], message, expected: 'quarrel replay and this file', isKey: true }];
  }
  if (!isMapping(scenarios)) {
    const message = scenarios === undefined ? 'there are no scenarios' : 'this is not a mapping';
    return [{ path, message, expected: 'scenarios by name' }];
  }
  const names = Object.keys(scenarios);
  if (names.length === 0) {
    return [{ path, message: 'there are no scenarios', expected: 'at least one scenario' }];
  }
  if (names.length > maxScenarios) {
    const expected = `at most ${String(maxScenarios)}`;
    return [{ path, message: 'there are too many scenarios', expected }];
  }
  return names.filter((name) => !isName(name)).map((name): Problem => {
    const proposal = toName(name);
    return {
      path: ['scenarios', name],
      message: `"${name}" cannot be the name of a scenario`,
      expected: nameRule,
      ...(proposal === null ? {} : { suggestion: `did you mean "${proposal}"?` }),
      isKey: true,
    };
  });
}

/** The names of the scenarios to read; none where the document has too many. */
function chooseNames(document: PlacedValue, only: string | undefined): readonly string[] {
  const scenarios = valueAt(document.value, ['scenarios']);
  const names = isMapping(scenarios) ? Object.keys(scenarios) : [];
  if (only !== undefined) return names.filter((name) => name === only);
  return names.length > maxScenarios ? [] : names;
}

function findMissing(document: PlacedValue, only: string): Problem | null {
  const scenarios = valueAt(document.value, ['scenarios']);
  if (!isMapping(scenarios) || Object.hasOwn(scenarios, only)) return null;
  const names = Object.keys(scenarios);
  return {
    path: ['scenarios'],
    message: `there is no scenario "${only}"`,
    expected: `one of ${listWords(names)}`,
    ...didYouMean(only, names),
    isKey: true,
  };
}

/** The same override is laid over every scenario: its issues are told once. */
function uniqueIssues(issues: readonly Issue[]): Issue[] {
  const keys = issues.map((issue): [string, Issue] => [JSON.stringify(issue), issue]);
  return [...new Map(keys).values()];
}
