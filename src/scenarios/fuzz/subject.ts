/** What is tried under random faults: a scenario, what it promises, and what can be made otherwise about it. */
import type { Expectation, JudgedExpectation } from '../expectations.js';
import { RandomStream } from '../../sim/base/random.js';
import type { Override } from '../overrides.js';
import type { LoadedScenario } from '../parse.js';
import { documentText, expectOnly, loadCase, readPlainScenario } from './case-document.js';
import type { Choices } from './draw-changes.js';
import { drawChanges, drawFault } from './draw-changes.js';
import type { FuzzGroup, FuzzKind } from './fault-kinds.js';
import { defaultPromises, isPromise } from './judged-expectations.js';
import type { Terrain } from './terrain.js';
import { terrainOf } from './terrain.js';
import type { Change, Mapping, TestCase } from './test-case.js';
import { layOver, mappingAt, without } from './test-case.js';

/** A scenario that is ready to be tried. */
export interface FuzzSubject {
  readonly name: string;
  /** With the expectations that are judged, and no others. */
  readonly base: Mapping;
  readonly expectations: readonly Expectation[];
  readonly terrain: Terrain;
  readonly choices: Choices;
  /** It promises nothing itself, so what its strategy should do is judged. */
  readonly isByDefault: boolean;
}

/** What to try. */
export interface SubjectOptions {
  /** Already laid over the scenario. */
  readonly overrides: readonly Override[];
  /** Names of expectations to judge instead of the scenario's promises; `all`: whatever it expects. */
  readonly judged: readonly string[];
  readonly groups: readonly FuzzGroup[];
  readonly kinds: readonly FuzzKind[];
  /** Of the resolver of one's own, from where the document will stand. */
  readonly resolver: string | null;
}

/** Puts it together from a document that was checked; null where it cannot stand alone. */
export function fuzzSubject(text: string, loaded: LoadedScenario, options: SubjectOptions): FuzzSubject | null {
  const { name } = loaded.scenario;
  const plain = readPlainScenario(text, name, options.overrides);
  const judged = chooseExpectations(plain, loaded, options.judged);
  const expecting = expectOnly(plain, judged.expect);
  const conflicts = { ...mappingAt(expecting, 'conflicts'), resolve: options.resolver };
  const base = options.resolver === null ? expecting : { ...expecting, conflicts };
  const alone = loadCase(name, { base, changes: [] });
  if (alone === null) return null;
  const terrain = terrainOf(alone.scenario);
  const kinds = options.kinds.filter((kind) => isPossible(kind, name, base, terrain));
  const choices = { groups: options.groups, kinds };
  return { name, base, expectations: alone.expectations, terrain, choices, isByDefault: judged.isByDefault };
}

/** The same without expectations of these names. */
export function ceaseToJudge(subject: FuzzSubject, names: readonly string[]): FuzzSubject {
  const { base, expectations } = subject;
  const expect = names.reduce<Mapping>(without, mappingAt(base, 'expect'));
  const left = expectations.filter(({ name }) => !names.includes(name));
  return { ...subject, base: { ...base, expect }, expectations: left };
}

/** The case of a run, by its number: what was drawn, without what the scenario does not allow. */
export function caseOf(subject: FuzzSubject, at: { readonly seed: string; readonly run: number }): TestCase {
  const { name, base, terrain, choices } = subject;
  const changes = drawChanges(terrain, choices, at);
  if (loadCase(name, { base, changes }) !== null) return { base, changes };
  return changes.reduce<TestCase>(
    (kept, change) => {
      const more = { base, changes: [...kept.changes, change] };
      return loadCase(name, more) === null ? kept : more;
    },
    { base, changes: [] },
  );
}

/** The case with one of its expectations alone. */
export function expecting({ base, changes }: TestCase, name: string): TestCase {
  return { base: { ...base, expect: { [name]: mappingAt(base, 'expect')[name] } }, changes };
}

/** The document of a case. */
export function caseDocument(name: string, testCase: TestCase): string {
  return documentText(name, layOver(testCase));
}

/** Whether an expectation was violated. */
export function isViolated(judged: readonly JudgedExpectation[], name: string): boolean {
  return judged.some((one) => one.name === name && one.verdict === 'violated');
}

function chooseExpectations(
  plain: Mapping,
  { scenario, expectations }: LoadedScenario,
  judged: readonly string[],
): { readonly expect: Mapping; readonly isByDefault: boolean } {
  const stated = mappingAt(plain, 'expect');
  const pick = (names: readonly string[]): Mapping =>
    Object.fromEntries(Object.entries(stated).filter(([name]) => names.includes(name)));
  if (judged.includes('all')) return { expect: stated, isByDefault: false };
  if (judged.length > 0) return { expect: pick(judged), isByDefault: false };
  const promises = expectations.filter(isPromise).map(({ name }) => name);
  const defaults = defaultPromises(scenario);
  if (promises.length === 0) {
    return { expect: Object.fromEntries(defaults.map(({ name, condition }) => [name, condition])), isByDefault: true };
  }
  const ofResolver = defaults.filter(({ name }) => name === 'findings' && !(name in stated));
  const added = Object.fromEntries(ofResolver.map(({ name, condition }) => [name, condition]));
  return { expect: { ...pick(promises), ...added }, isByDefault: false };
}

/** Whether any of a few faults of this kind has something to befall that the scenario allows. */
function isPossible(kind: FuzzKind, name: string, base: Mapping, terrain: Terrain): boolean {
  const stream = new RandomStream(`fuzz/fit/${kind}`);
  return Array.from({ length: 4 }).some(() => {
    const fault = drawFault(kind, terrain, stream);
    const changes: readonly Change[] = fault === null ? [] : [{ kind: 'fault', fault }];
    return changes.length > 0 && loadCase(name, { base, changes }) !== null;
  });
}
