/**
 * Checks a resolver that a user wrote: all small histories within bounds, and random ones beyond them.
 *
 * A property is proved within bounds, violated with the smallest counterexample, or unknown: what was never
 * put to the test is not right for that.
 */
import { assert, assertNever } from './base/assert.js';
import { hashString } from './base/hash.js';
import { requireSearchOptions } from './check/resolver/check-options.js';
import {
  listUnits, mostShared, type CheckPlan, type CheckUnit, type FoundViolation, type UnitResult,
} from './check/resolver/check-plan.js';
import {
  engineOperations, engineScenario, runInEngine, type EngineOperation, type EngineRun,
} from './check-in-engine.js';
import {
  areComparable, findDisagreement, judgeAgreement, type AgreementQuestion,
} from './check-agreement.js';
import { chooseOperations } from './check/resolver/choose-operations.js';
import { ResultFold } from './check/resolver/fold-results.js';
import { findFault } from './check/resolver/find-fault.js';
import { measureGrowth } from './check/resolver/growth.js';
import { judgeHistories } from './check/resolver/judge-histories.js';
import { judgeRandomHistories } from './check/resolver/judge-random.js';
import { conducts, properties, type Counterexample } from './check/resolver/property.js';
import { makePlain } from './check/resolver/shrink-history.js';
import { tell, tellRun } from './check/resolver/tell.js';
import type {
  CheckedProperty, ConductFinding, PropertyName, ResolverCheck, SmallHistory, ToldCounterexample,
} from './resolver-check.js';
import { deriveOperations } from './resolution/derive-operations.js';
import { directCandidate } from './resolution/direct-candidate.js';
import { MemoCandidate } from './resolution/memo-candidate.js';
import { GuardedResolver, ownRealm, type ResolverRealm } from './resolution/resolver-guard.js';
import { candidateReplicas, userCandidate } from './resolution/user-candidate.js';
import { isRegister, requireResolver, type ResolverDefinition } from './resolution/user-resolver.js';

export { canAskInEngine } from './check-in-engine.js';
export { longestSeed } from './check/resolver/check-options.js';
export { isShared } from './check/resolver/check-plan.js';
export { foldResults, ResultFold } from './check/resolver/fold-results.js';
export { describeInput, GuardedResolver, ownRealm } from './resolution/resolver-guard.js';
export type { ConductFinding } from './resolver-check.js';
export type { CheckPlan, CheckUnit, FoundViolation, UnitResult } from './check/resolver/check-plan.js';

/** How far to look. */
export interface CheckOptions {
  /** Where the resolver's code runs. Default: here, where nothing that never ends can be stopped. */
  readonly realm?: ResolverRealm;
  /** Replicas of the histories, with one that may only listen: 2 to 4. Default: 3. */
  readonly replicas?: number;
  /** All histories of up to so many writes: 1 to 5. Default: 4. */
  readonly writes?: number;
  /** Random histories of six writes: 0 to 1,000,000,000. Default: 20,000. */
  readonly runs?: number;
  /** Runs of the engine under random faults, where its clients can ask these operations: 0 to 1,000,000. Default: 20. */
  readonly engineRuns?: number;
  /** Another version, with which it must agree while one takes the other one's place. */
  readonly against?: ResolverDefinition;
  /** Where that one's code runs. Default: where the resolver's does. */
  readonly againstRealm?: ResolverRealm;
  /** Of the random histories and runs: 1 to 100 characters. Default: `42`. */
  readonly seed?: string;
  /** What clients ask, as JSON. Default: what the definition says, or what it takes. */
  readonly operations?: readonly string[];
}

/**
 * Checks a resolver; the same resolver and options give the same answer everywhere.
 *
 * Works here and now, for seconds, and calls the resolver a few million times; what it throws is a finding.
 * Throws a TypeError for what is no resolver, and a RangeError for an option out of its range.
 *
 * @see Shapiro, Preguiça, Baquero, Zawirski, "Conflict-free Replicated Data Types", 2011: the laws of merges.
 */
export function checkResolver(definition: ResolverDefinition, options: CheckOptions = {}): ResolverCheck {
  const checker = new ResolverChecker(definition, options);
  const { plan } = checker;
  const fold = new ResultFold(plan);
  plan.units.forEach((unit, index) => {
    if (fold.needs(unit)) fold.take(unit, checker.carryOut(index));
  });
  return fold.finish();
}

/** Carries the units of a check out, one at a time. */
export class ResolverChecker {
  readonly plan: CheckPlan;
  private readonly definition: ResolverDefinition;
  private readonly realm: ResolverRealm;
  /** Null where the engine's clients cannot ask them. */
  private readonly engineOperations: readonly EngineOperation[] | null;
  /** Null where there is no other version. */
  private readonly question: AgreementQuestion | null;
  private guard: GuardedResolver;
  private candidate: MemoCandidate;
  /** Calls of the resolver that short histories took. */
  private calls = 0;
  /** Of short histories, by number of their units. */
  private shared: readonly UnitResult[] | null = null;

  constructor(definition: ResolverDefinition, options: CheckOptions = {}) {
    const { realm = ownRealm, replicas = 3, writes = 4, runs = 20_000, engineRuns = 20, seed = '42' } = options;
    requireResolver(definition);
    requireSearchOptions({ replicas, writes, runs, engineRuns, seed });
    this.definition = definition;
    this.realm = realm;
    const guard = guardFor(definition, realm);
    const derived = options.operations === undefined ? deriveOperations(guard) : { operations: options.operations, refusal: null };
    const { operations } = derived;
    this.guard = guardFor(definition, realm);
    this.candidate = new MemoCandidate(userCandidate(this.guard, operations));
    this.engineOperations = engineOperations(definition, operations);
    this.question = questionOf(definition, { ...options, realm, replicas }, operations);
    this.plan = {
      resolver: definition.name,
      kind: this.candidate.isRegister ? 'register' : 'type',
      seed,
      operations,
      ...conductOf(findingsOf(guard)),
      isUnasked: false,
      refusal: derived.refusal,
      replicas,
      mayLose: definition.mayLose ?? [],
      asked: askedOf(definition, this.question !== null),
      units: listUnits({
        replicas,
        writes,
        runs,
        engineRuns: this.engineOperations === null ? 0 : engineRuns,
        isCompared: this.question !== null,
      }),
    };
  }

  /** Carries one unit out; the result depends on nothing but the resolver and the unit. */
  carryOut(index: number): UnitResult {
    const unit = this.plan.units[index];
    const shared = this.shared ?? this.carryOutShared();
    const stopped = shared.find(({ hasStopped }) => hasStopped);
    // Nothing can be asked any more, in this unit or another one after that.
    if (stopped !== undefined && index >= shared.indexOf(stopped)) return stopped;
    if (unit.kind !== 'histories') return this.ask(() => this.search(unit, this.openAfter(shared)));
    const known = shared.at(index);
    if (known !== undefined) return known;
    const { calls, plan: { replicas } } = this;
    const operations = chooseOperations(this.candidate.operations, { replicas, writes: unit.writes, calls });
    return this.ask(() => this.searchHistories(unit, operations, this.openAfter(shared)));
  }

  /** What the functions did so far that they may not: judges leave out the calls that failed. */
  get findings(): readonly ConductFinding[] {
    return findingsOf(this.guard);
  }

  /** How a history violates a property, told as found by such a search; null where it does not. */
  judge(
    property: PropertyName,
    history: SmallHistory,
    source: ToldCounterexample['source'] = 'all-histories',
  ): ToldCounterexample | null {
    if (property === 'agreement') return this.question === null ? null : judgeAgreement(this.question, history);
    const fault = findFault(this.candidate, property, history);
    return fault === null ? null : tell(this.candidate, { property, history, fault }, source);
  }

  /** How a run of the engine diverges; null where it does not, or where there is no such run. */
  judgeRun(run: number): ToldCounterexample | null {
    const divergence = this.carryOutRun(run)?.divergence ?? null;
    return divergence === null ? null : tellRun(this.plan, run, divergence);
  }

  private carryOutRun(run: number): EngineRun | null {
    const { definition, realm, engineOperations: operations } = this;
    if (operations === null) return null;
    return runInEngine(definition, realm, engineScenario(this.plan.seed, run, operations));
  }

  private carryOutRuns(from: number, to: number): Partial<UnitResult> {
    const findings: ConductFinding[] = [];
    for (let run = from; run < to; run++) {
      const done = this.carryOutRun(run);
      findings.push(...(done?.findings ?? []));
      const divergence = done?.divergence ?? null;
      if (divergence === null) continue;
      const counterexample = tellRun(this.plan, run, divergence);
      return { engineRuns: run + 1 - from, found: [{ property: 'convergent', counterexample }], findings };
    }
    return { engineRuns: to - from, findings };
  }

  /** Histories of few writes, one unit after another: what is violated in one is not looked for in the next. */
  private carryOutShared(): readonly UnitResult[] {
    // How many calls it takes must not depend on what was asked before.
    this.forget();
    const { plan, candidate: { operations } } = this;
    const results: UnitResult[] = [];
    for (const unit of plan.units) {
      if (unit.kind !== 'histories' || unit.writes > mostShared) break;
      const cost = { replicas: plan.replicas, writes: unit.writes, calls: 0 };
      const open = this.openAfter(results);
      const result = this.ask(() => this.searchHistories(unit, chooseOperations(operations, cost), open));
      results.push(result);
      if (result.hasStopped) break;
    }
    this.calls = this.candidate.calls;
    this.shared = results;
    return results;
  }

  private openAfter(results: readonly UnitResult[]): ReadonlySet<PropertyName> {
    const violated = new Set(results.flatMap(({ found }) => found.map(({ property }) => property)));
    return new Set(properties.filter((name) => this.plan.asked.includes(name) && !violated.has(name)));
  }

  /** What went wrong is remembered no longer than for a unit, so that whatever comes after finds it too. */
  private ask(search: () => Partial<UnitResult>): UnitResult {
    if (this.guard.findings.length > 0) this.forget();
    const result = search();
    this.guard.askAgain();
    const conduct = conductOf([...findingsOf(this.guard), ...(result.findings ?? [])]);
    // Where a call failed, replicas kept what they had: that shows nothing of what it would have come to.
    const isClean = conduct.findings.length === 0;
    const found = (result.found ?? []).filter((each) => isClean || (!conduct.hasStopped && this.isFreeOfFailures(each)));
    return { ...nothing, ...result, found, ...conduct };
  }

  /** Whether no call fails in a counterexample. */
  private isFreeOfFailures({ property, counterexample }: FoundViolation): boolean {
    if (property === 'agreement') return true;
    if (counterexample === null || counterexample.source === 'engine') return false;
    const { guard, candidate } = this.open();
    return findFault(candidate, property, counterexample.history) !== null && guard.findings.length === 0;
  }

  private forget(): void {
    const { guard, candidate } = this.open();
    this.guard = guard;
    this.candidate = candidate;
  }

  /** The resolver, of which nothing is remembered yet. */
  private open() {
    const guard = guardFor(this.definition, this.realm);
    return { guard, candidate: new MemoCandidate(userCandidate(guard, this.plan.operations)) };
  }

  private searchHistories(
    unit: HistoriesUnit,
    operations: readonly number[],
    open: ReadonlySet<PropertyName>,
  ): Partial<UnitResult> {
    const search = { ...unit, replicas: this.plan.replicas, operations, open, standings: mostStandings };
    const { counterexamples, ...covered } = judgeHistories(this.candidate, search);
    const found = counterexamples.map((each) => this.tellFound(this.makePlain(each), 'all-histories'));
    return { ...covered, operations: operations.length, found };
  }

  private search(unit: Exclude<CheckUnit, HistoriesUnit>, open: ReadonlySet<PropertyName>): Partial<UnitResult> {
    const { candidate, plan } = this;
    switch (unit.kind) {
      case 'growth': {
        const { points, counterexample } = measureGrowth(candidate);
        return {
          growth: points,
          found: counterexample === null ? [] : [this.tellFound(counterexample, 'all-histories')],
        };
      }
      case 'random': {
        const operations = plan.operations.map((text) => this.realm.parse(text));
        const trial = directCandidate(this.definition, operations, candidateReplicas);
        const shape = { replicas: plan.replicas, writes: randomWrites, operations: operations.length };
        const { from, to } = unit;
        const search = { trial, candidate, open, shape, seed: hashString(plan.seed), from, to };
        const { counterexamples, histories } = judgeRandomHistories(search);
        return {
          randomHistories: histories,
          found: counterexamples.map((each) => this.tellFound(each, 'random-histories')),
        };
      }
      case 'agreement': {
        const found = this.question === null ? null : findDisagreement(this.question, unit.writes);
        return { found: found === null ? [] : [found] };
      }
      case 'engine':
        return this.carryOutRuns(unit.from, unit.to);
      default:
        return assertNever(unit);
    }
  }

  /** Who only listens tells nothing, nor do stamps that are greater than they need to be. */
  private makePlain({ property, history, fault }: Counterexample): Counterexample {
    const fails = (smaller: SmallHistory): boolean => findFault(this.candidate, property, smaller) !== null;
    const smaller = makePlain(history, fails);
    return { property, history: smaller, fault: findFault(this.candidate, property, smaller) ?? fault };
  }

  private tellFound(found: Counterexample, source: ToldCounterexample['source']) {
    return { property: found.property, counterexample: tell(this.candidate, found, source) };
  }
}

const randomWrites = 6;

/** In one unit; a sound resolver of four operations takes a fifth of that. */
const mostStandings = 2_000_000;

type HistoriesUnit = Extract<CheckUnit, { readonly kind: 'histories' }>;

function guardFor(definition: ResolverDefinition, realm: ResolverRealm): GuardedResolver {
  const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
  return new GuardedResolver(definition, realm, port);
}

function findingsOf({ findings }: GuardedResolver): readonly ConductFinding[] {
  return findings.map(({ kind, call, input, message }) => ({ kind, call, input, message }));
}

function conductOf(findings: readonly ConductFinding[]): Pick<UnitResult, 'findings' | 'hasStopped'> {
  return { findings, hasStopped: findings.some(({ kind }) => kind === 'never-returned') };
}

const nothing: UnitResult = {
  found: [],
  histories: 0,
  operations: 0,
  concurrentPairs: 0,
  randomHistories: 0,
  engineRuns: 0,
  isWhole: true,
  growth: [],
  findings: [],
  hasStopped: false,
};

function questionOf(
  definition: ResolverDefinition,
  options: CheckOptions & { readonly realm: ResolverRealm; readonly replicas: number },
  operations: readonly string[],
): AgreementQuestion | null {
  const { against, realm, againstRealm = realm, replicas } = options;
  if (against === undefined) return null;
  assert(areComparable(definition, against), 'two versions of a resolver are both registers or both types');
  return { own: { definition, realm }, other: { definition: against, realm: againstRealm }, operations, replicas };
}

/** What the definition says nothing of is not asked. */
function askedOf(definition: ResolverDefinition, isCompared: boolean): readonly CheckedProperty[] {
  const asked = properties.filter((property) => {
    if (property === 'valid') return definition.valid !== undefined;
    if (property === 'monotone') return !isRegister(definition) && definition.includes !== undefined;
    return property !== 'agreement' || isCompared;
  });
  return [...conducts, ...asked];
}
