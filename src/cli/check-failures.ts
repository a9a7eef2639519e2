/** What helps to repeat each violation of a check: replay tokens and saved files. */
import { relative, resolve } from 'node:path';
import { encodeCheckToken, failureName, historyProperties, operationsOf, writeFailure } from '../scenarios/index.js';
import type { CheckToken, TokenViolation } from '../scenarios/index.js';
import type { CheckedProperty, ResolverCheck } from '../sim/resolver-check.js';
import type { OpenResolver } from './load-resolver.js';
import { groupCounterexamples, type CounterexampleGroup } from './report/check/counterexamples.js';
import { violationsOf, type FailureAid, type Violation } from './report/check/shown-check.js';
import { failurePath, failuresFolder, saveFailure } from './saved-failures.js';

/** Which resolver was checked, and how far. */
export interface CheckedResolver {
  /** As the person wrote it. */
  readonly file: string;
  /** Of all of its code. */
  readonly digest: string;
  /** What was asked for, whatever came of it. */
  readonly options: { readonly replicas: number; readonly writes: number; readonly runs: number };
  /** Opens it for a run; null where it is not at hand, and nothing is saved. */
  readonly open: (() => OpenResolver) | null;
}

/** Aids by property, and what could not be written. */
export interface PreparedAids {
  readonly aids: ReadonlyMap<CheckedProperty, FailureAid>;
  readonly problems: readonly string[];
}

/** By property that does not hold: one token for all that are told of one history. */
export function prepareAids(check: ResolverCheck, subject: CheckedResolver): PreparedAids {
  const aids = new Map<CheckedProperty, FailureAid>();
  const problems: string[] = [];
  for (const { content, violations } of listTokens(check, subject)) {
    const token = encodeCheckToken(content);
    const shown = violations.map(({ property, counterexample }) => {
      return { property, history: counterexample?.history ?? null, told: counterexample };
    });
    const resolverPath = pathFromFailures(subject.file);
    const path = failurePath(failureName(content, resolverPath));
    let saved: string | null = null;
    if (subject.open !== null) {
      const text = writeFailure({
        violations: shown,
        token,
        path,
        resolverName: check.resolver,
        operations: check.operations,
        resolverPath,
        open: subject.open,
      });
      const problem = saveFailure(path, text);
      if (problem === null) saved = path;
      else problems.push(problem);
    }
    for (const { property } of violations) aids.set(property, { replay: token, saved });
  }
  return { aids, problems };
}

/** The path of a file, from the folder in which failures are kept. */
export function pathFromFailures(file: string): string {
  const path = relative(resolve(failuresFolder), resolve(file)).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

interface TokenOfViolations {
  readonly content: CheckToken;
  readonly violations: readonly Violation[];
}

function listTokens(check: ResolverCheck, subject: CheckedResolver): readonly TokenOfViolations[] {
  // Where two versions are compared, one of them alone repeats nothing.
  const all = violationsOf(check).filter(({ property }) => property !== 'agreement');
  const groups = groupCounterexamples(violationsOf(check));
  const grouped = groups.flatMap((group) => {
    const violations = all.filter((each) => isShownBy(each) && isIn(each, group));
    const place = { number: group.number, count: groups.length };
    return violations.length === 0 ? [] : [{ content: tokenOfHistories(check, subject.digest, violations, place), violations }];
  });
  const { replicas, writes, runs } = subject.options;
  const question = { kind: 'question', replicas, writes, runs, seed: check.seed, resolverDigest: subject.digest } as const;
  const asked = all.filter((each) => !isShownBy(each)).map((each) => {
    return { content: { ...question, property: each.property }, violations: [each] };
  });
  return [...grouped, ...asked];
}

function tokenOfHistories(
  check: ResolverCheck,
  resolverDigest: string,
  violations: readonly Violation[],
  place: { readonly number: number; readonly count: number },
): CheckToken {
  const told = violations.flatMap(({ property, counterexample }): readonly TokenViolation[] => {
    const name = historyProperties.find((each) => each === property);
    return counterexample === null || name === undefined
      ? []
      : [{ property: name, source: counterexample.source, history: counterexample.history }];
  });
  const operations = operationsOf(told.map(({ history }) => history), check.operations);
  return { kind: 'histories', violations: told, operations, place, resolverDigest };
}

/** A small history shows it. */
function isShownBy({ counterexample }: Violation): boolean {
  return counterexample !== null && counterexample.history.writes.length > 0;
}

function isIn({ property }: Violation, { broken }: CounterexampleGroup): boolean {
  return broken.some((each) => each.property === property);
}
