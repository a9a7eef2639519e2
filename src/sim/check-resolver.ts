/**
 * Checks a resolver that a user wrote: all small histories within bounds, and random ones beyond them.
 *
 * A property is proved within bounds, violated with the smallest counterexample, or unknown: what was never
 * put to the test is not right for that.
 */
import { assertNever } from './base/assert.js';
import { hashString } from './base/hash.js';
import { listUnits, type CheckPlan, type CheckUnit, type UnitResult } from './check/resolver/check-plan.js';
import { ResultFold } from './check/resolver/fold-results.js';
import { measureGrowth } from './check/resolver/growth.js';
import { judgeHistories } from './check/resolver/judge-histories.js';
import { judgeRandomHistories } from './check/resolver/judge-random.js';
import { conducts, properties, type Counterexample } from './check/resolver/property.js';
import { tell } from './check/resolver/tell.js';
import type { CheckedProperty, ResolverCheck, ToldCounterexample } from './resolver-check.js';
import { deriveOperations } from './resolution/derive-operations.js';
import { directCandidate } from './resolution/direct-candidate.js';
import { MemoCandidate } from './resolution/memo-candidate.js';
import { GuardedResolver, ownRealm, type ResolverRealm } from './resolution/resolver-guard.js';
import { candidateReplicas, userCandidate } from './resolution/user-candidate.js';
import { isRegister, type ResolverDefinition } from './resolution/user-resolver.js';

export { ResultFold } from './check/resolver/fold-results.js';
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
  /** Random histories of six writes. Default: 20,000. */
  readonly runs?: number;
  /** Of the random histories. Default: `42`. */
  readonly seed?: string;
}

/** Checks a resolver; the same resolver and options give the same answer everywhere. */
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
  private readonly guard: GuardedResolver;
  private readonly candidate: MemoCandidate;

  constructor(definition: ResolverDefinition, options: CheckOptions = {}) {
    const { realm = ownRealm, replicas = 3, writes = 4, runs = 20_000, seed = '42' } = options;
    this.definition = definition;
    this.realm = realm;
    const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
    this.guard = new GuardedResolver(definition, realm, port);
    const { operations, refusal } = deriveOperations(this.guard);
    this.candidate = new MemoCandidate(userCandidate(this.guard, operations));
    this.plan = {
      resolver: definition.name,
      kind: this.candidate.isRegister ? 'register' : 'type',
      seed,
      operations,
      ...this.listFindings(),
      refusal,
      replicas,
      asked: askedOf(definition),
      units: listUnits({ replicas, writes, runs }),
    };
  }

  /** Carries one unit out; the result depends on nothing but the resolver and the unit. */
  carryOut(index: number): UnitResult {
    const unit = this.plan.units[index];
    const result = this.search(unit);
    this.guard.askAgain();
    const conduct = this.listFindings();
    // From where a function was not called any more, replicas kept what they had: that shows nothing of it.
    const found = conduct.hasStopped ? [] : (result.found ?? []);
    return { ...nothing, ...result, found, ...conduct };
  }

  private listFindings(): Pick<UnitResult, 'findings' | 'hasStopped'> {
    const findings = this.guard.findings.map(({ kind, call, input, message }) => ({ kind, call, input, message }));
    return { findings, hasStopped: findings.some(({ kind }) => kind === 'never-returned') };
  }

  private search(unit: CheckUnit): Partial<UnitResult> {
    const { candidate, plan } = this;
    switch (unit.kind) {
      case 'histories': {
        const limits = { ...unit, replicas: plan.replicas, histories: mostHistories };
        const { counterexamples, ...covered } = judgeHistories(candidate, limits);
        return { ...covered, found: counterexamples.map((each) => this.tellFound(each, 'all-histories')) };
      }
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
        const found = judgeRandomHistories({ trial, candidate, shape, seed: hashString(plan.seed), from, to });
        return {
          randomHistories: to - from,
          found: found === null ? [] : [this.tellFound(found, 'random-histories')],
        };
      }
      default:
        return assertNever(unit);
    }
  }

  private tellFound(found: Counterexample, source: ToldCounterexample['source']) {
    return { property: found.property, counterexample: tell(this.candidate, found, source) };
  }
}

const randomWrites = 6;
const mostHistories = 1_000_000;

const nothing: UnitResult = {
  found: [],
  histories: 0,
  concurrentPairs: 0,
  randomHistories: 0,
  engineRuns: 0,
  isWhole: true,
  growth: [],
  findings: [],
  hasStopped: false,
};

/** What the definition says nothing of is not asked. */
function askedOf(definition: ResolverDefinition): readonly CheckedProperty[] {
  const asked = properties.filter((property) => {
    if (property === 'valid') return definition.valid !== undefined;
    if (property === 'monotone') return !isRegister(definition) && definition.includes !== undefined;
    return property !== 'agreement';
  });
  return [...conducts, ...asked];
}
