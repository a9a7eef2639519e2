/** Puts the results of units together, in their order. */
import { assertNever } from '../../base/assert.js';
import type { ConductKind } from '../../base/resolver-fault.js';
import type { CheckPlan, CheckUnit, FoundViolation, UnitResult } from './check-plan.js';
import { grantedLoss } from './granted-loss.js';
import { conducts, properties } from './property.js';
import { mostAgain } from './standings.js';
import type { CheckedAnswer, CheckedProperty, ConductFinding, ConductName, PropertyName, ResolverCheck } from '../../resolver-check.js';

/** Takes results in, unit by unit in order, and says of each whether it counts. */
export class ResultFold {
  private readonly plan: CheckPlan;
  private readonly violations = new Map<PropertyName, FoundViolation>();
  private readonly findings = new Map<string, ConductFinding>();
  private readonly totals = { histories: 0, concurrentPairs: 0, randomHistories: 0, engineRuns: 0 };
  private readonly complete = new Map<number, boolean>();
  /** By number of writes. */
  private readonly operations = new Map<number, number>();
  private growth: UnitResult['growth'] = [];
  private hasStopped = false;
  private hasSkipped = false;

  constructor(plan: CheckPlan) {
    this.plan = plan;
    this.takeFindings(plan.findings);
    this.hasStopped = plan.hasStopped;
  }

  /** Whether anything could still come of a unit, given those before it. */
  needs(unit: CheckUnit): boolean {
    if (this.hasStopped || this.plan.operations.length === 0) return false;
    switch (unit.kind) {
      case 'histories':
        return this.openProperties().some((property) => property !== 'bounded-growth');
      case 'growth':
        return true;
      case 'agreement':
        return !this.violations.has('agreement');
      case 'random':
      case 'engine':
        return !this.violations.has('convergent') && this.findings.size === 0;
      default:
        return assertNever(unit);
    }
  }

  /** A unit that is needed was not carried out: nothing is proved that it could have refuted. */
  skip(unit: CheckUnit): void {
    this.hasSkipped = true;
    this.noteWhole(unit, false);
  }

  take(unit: CheckUnit, result: UnitResult): void {
    for (const violation of result.found) {
      if (!this.violations.has(violation.property)) this.violations.set(violation.property, violation);
    }
    this.takeFindings(result.findings);
    this.totals.histories += result.histories;
    this.totals.concurrentPairs += result.concurrentPairs;
    this.totals.randomHistories += result.randomHistories;
    this.totals.engineRuns += result.engineRuns;
    this.noteWhole(unit, result.isWhole && !result.hasStopped);
    if (unit.kind === 'histories') this.operations.set(unit.writes, result.operations);
    if (result.growth.length > 0) this.growth = result.growth;
    if (result.hasStopped) this.hasStopped = true;
  }

  finish(): ResolverCheck {
    const { plan } = this;
    const answers = plan.asked.map((property) => this.answer(property));
    const writes = this.completed();
    const has = (verdict: CheckedAnswer['verdict']): boolean => answers.some((answer) => answer.verdict === verdict);
    return {
      resolver: plan.resolver,
      kind: plan.kind,
      seed: plan.seed,
      operations: plan.operations,
      bounds: {
        replicas: plan.replicas,
        writes,
        operations: Array.from({ length: writes }, (_, index) => this.operations.get(index + 1) ?? 0),
        duplicates: mostAgain,
      },
      coverage: { ...this.totals },
      properties: answers,
      growth: this.growth,
      verdict: has('violated') ? 'violated' : has('unknown') ? 'unknown' : 'holds',
    };
  }

  private takeFindings(findings: readonly ConductFinding[]): void {
    for (const finding of findings) {
      const name = `${finding.kind} ${finding.call}`;
      if (!this.findings.has(name)) this.findings.set(name, finding);
    }
  }

  private openProperties(): readonly PropertyName[] {
    return properties.filter((property) => this.plan.asked.includes(property) && !this.violations.has(property));
  }

  private noteWhole(unit: CheckUnit, isWhole: boolean): void {
    if (unit.kind !== 'histories') return;
    this.complete.set(unit.writes, isWhole && (this.complete.get(unit.writes) ?? true));
  }

  private completed(): number {
    let writes = 0;
    while (this.complete.get(writes + 1) === true) writes++;
    return writes;
  }

  private answer(property: CheckedProperty): CheckedAnswer {
    const conduct = conducts.find((name) => name === property);
    if (conduct !== undefined) {
      const findings = [...this.findings.values()].filter(({ kind }) => conductOf(kind) === conduct);
      if (findings.length > 0) return { property, verdict: 'violated', counterexample: null, findings };
      const doubt = this.conductDoubt();
      return doubt === null ? { property, verdict: 'holds' } : { property, verdict: 'unknown', reason: doubt };
    }
    const found = [...this.violations.values()].find((violation) => violation.property === property);
    if (found !== undefined) {
      return { property, verdict: 'violated', counterexample: found.counterexample, findings: found.findings ?? [] };
    }
    const reason = this.doubt();
    if (reason !== null) return { property, verdict: 'unknown', reason };
    const granted = grantedLoss(property, this.plan);
    return granted === null ? { property, verdict: 'holds' } : { property, verdict: 'holds', granted };
  }

  /** Why nothing that the functions did does not mean that they are in order. */
  private conductDoubt(): string | null {
    if (this.plan.operations.length === 0) return this.nothingToAsk();
    if (this.hasStopped) return 'it was stopped, and not called again';
    return this.hasSkipped ? notAll : null;
  }

  /** Why no counterexample does not mean that there is none; null where it does, within bounds. */
  private doubt(): string | null {
    if (this.plan.operations.length === 0) return this.nothingToAsk();
    if (this.findings.size > 0) return 'calls failed, and what failed was left out';
    if (this.hasSkipped) return notAll;
    if (this.totals.concurrentPairs === 0) return 'no two writes were concurrent';
    return this.completed() < 2 ? 'too few histories were looked at' : null;
  }

  private nothingToAsk(): string {
    const { refusal, isUnasked } = this.plan;
    if (isUnasked) return notAll;
    const found = refusal === null ? '' : ` (${refusal})`;
    return `it takes none of the operations that are tried${found}: say which with operations: [ … ]`;
  }
}

/** Puts results together, by number of their units; those that are needed and missing leave doubts. */
export function foldResults(plan: CheckPlan, results: ReadonlyMap<number, UnitResult>): ResolverCheck {
  const fold = new ResultFold(plan);
  plan.units.forEach((unit, index) => {
    if (!fold.needs(unit)) return;
    const result = results.get(index);
    if (result === undefined) fold.skip(unit);
    else fold.take(unit, result);
  });
  return fold.finish();
}

/** Which property a misdeed of a function breaks. */
function conductOf(kind: ConductKind): ConductName {
  switch (kind) {
    case 'threw':
    case 'ended-process':
      return 'total';
    case 'never-returned':
    case 'exhausted-memory':
      return 'terminates';
    case 'changed-arguments':
    case 'changed-globals':
      return 'pure';
    case 'unusable-result':
      return 'closed';
    case 'not-repeatable':
    case 'read-clock':
    case 'used-chance':
    case 'read-locale':
      return 'deterministic';
    default:
      return assertNever(kind);
  }
}

const notAll = 'not all of it was looked at';
