/** The units of a check: carried out as far as time and patience go, and put together. */
import { ResultFold, type CheckPlan, type UnitResult } from '../sim/check-resolver.js';
import type { CheckedProperty, ResolverCheck } from '../sim/resolver-check.js';
import { checkInWorker } from './check/check-in-worker.js';
import type { CheckSettings } from './check/worker-messages.js';
import type { ResolverModule } from './load-resolver.js';

/** What to carry out, and when to stop. */
export interface UnitsOrder {
  readonly checkOptions: CheckSettings;
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

/** Carries units out in their order, in a process of its own, until all are done that could matter. */
export async function carryOutUnits(module: ResolverModule, order: UnitsOrder): Promise<UnitsRun> {
  const { checkOptions, against = null, only, isMine, limitMs, signal, onProgress } = order;
  const { plan, results, ended } = await checkInWorker(module, {
    settings: checkOptions,
    against,
    only,
    isMine,
    ...(limitMs === Infinity ? {} : { limitMs }),
    signal,
    onProgress: ({ done, units }) => {
      onProgress(done, units);
    },
  });
  const isUnasked = against !== null && !plan.asked.includes('agreement');
  return { plan, results, ended: isUnasked ? 'unasked' : ended };
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
