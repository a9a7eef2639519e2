/** Carries the units of a check out, as far as time and patience go. */
import { setImmediate as giveWay } from 'node:timers/promises';
import {
  ResolverChecker, ResultFold, type CheckOptions, type CheckPlan, type UnitResult,
} from '../sim/check-resolver.js';
import type { CheckedProperty, ResolverCheck } from '../sim/resolver-check.js';
import type { ResolverModule } from './load-resolver.js';

/** What to carry out, and when to stop. */
export interface UnitsOrder {
  readonly checkOptions: Omit<CheckOptions, 'realm'>;
  /** Another version of the resolver. Default: none. */
  readonly against?: ResolverModule | null;
  /** What to ask alone; none: all that can be asked. */
  readonly only: readonly CheckedProperty[];
  /** Whether a unit is ours, by its place in the plan. */
  readonly isMine: (unit: number) => boolean;
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Tells how many units are done, of how many. */
  readonly onProgress: (done: number, count: number) => void;
}

/** What was carried out. */
export interface UnitsRun {
  readonly plan: CheckPlan;
  /** By place in the plan. */
  readonly results: ReadonlyMap<number, UnitResult>;
  /** `unasked`: there are two versions, and nothing was carried out, for these are not asked whether they agree. */
  readonly ended: 'whole' | 'time' | 'interrupted' | 'unasked';
}

/** Carries units out in their order, until all are done that could matter. */
export async function carryOutUnits(module: ResolverModule, order: UnitsOrder): Promise<UnitsRun> {
  const { checkOptions, isMine, limitMs, signal, onProgress } = order;
  const { resolver, resolverRealm } = module.open();
  const startedMs = performance.now();
  const other = order.against?.open();
  const versions = other === undefined ? {} : { against: other.resolver, againstRealm: other.resolverRealm };
  const checker = new ResolverChecker(resolver, { ...checkOptions, ...versions, realm: resolverRealm });
  const plan = narrowPlan(checker.plan, order.only);
  if (other !== undefined && !plan.asked.includes('agreement')) return { plan, results: new Map(), ended: 'unasked' };
  const fold = new ResultFold(plan);
  const results = new Map<number, UnitResult>();
  for (const [index, unit] of plan.units.entries()) {
    onProgress(index, plan.units.length);
    await giveWay();
    if (signal.aborted) return { plan, results, ended: 'interrupted' };
    if (performance.now() - startedMs > limitMs) return { plan, results, ended: 'time' };
    if (!isMine(index) || !fold.needs(unit)) continue;
    const result = checker.carryOut(index);
    fold.take(unit, result);
    results.set(index, result);
  }
  return { plan, results, ended: 'whole' };
}

/** Puts results together; units that are needed and missing leave doubts. */
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

function narrowPlan(plan: CheckPlan, only: readonly CheckedProperty[]): CheckPlan {
  return only.length === 0 ? plan : { ...plan, asked: plan.asked.filter((property) => only.includes(property)) };
}
