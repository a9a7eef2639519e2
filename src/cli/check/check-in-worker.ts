/**
 * Checks a resolver in a process of its own, so that nothing it does can keep the check from its verdict.
 *
 * A unit is first carried out fast. Where that hangs, dies or leaves a doubt, the same unit is carried out again
 * in a new process with care, which knows the call that was being made. What that call did is its finding.
 *
 * A process and not a thread: a list that grows without end ends the whole process, whatever a thread's limit is.
 */
import {
  describeInput, isShared, ResultFold, type CheckPlan, type ConductFinding, type UnitResult,
} from '../../sim/check-resolver.js';
import type { CheckedProperty, ResolverCheck } from '../../sim/resolver-check.js';
import type { ResolverBundle } from '../open-resolver.js';
import { locateProgram } from '../program-files.js';
import type { JournaledCall } from './journal.js';
import { ending, exhaustion, hanging, type Misdeed } from './misdeeds.js';
import type { CheckSettings, WorkerCare, WorkerRequest } from './worker-messages.js';
import { WorkerProcess, type WorkerLimits, type WorkerOutcome } from './worker-process.js';

/** How to check. */
export interface WorkerCheckOptions {
  readonly settings?: CheckSettings;
  /** Another version of the resolver, with which it must agree. Default: none. */
  readonly against?: { readonly bundle: ResolverBundle } | null;
  /** What to ask alone. Default: all that can be asked. */
  readonly only?: readonly CheckedProperty[];
  /** Which units, by their numbers, to carry out here. Default: all. */
  readonly isMine?: (unit: number) => boolean;
  /** Real time after which what is left is not looked at, in milliseconds. Default: none. */
  readonly limitMs?: number;
  /** Ends the check early. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CheckProgress) => void;
  readonly workerLimits?: Partial<WorkerLimits>;
}

/** How far a check is. */
export interface CheckProgress {
  /** Units that are done or need not be. */
  readonly done: number;
  readonly units: number;
}

/** What a check came to. */
export interface WorkerCheck {
  readonly plan: CheckPlan;
  /** By unit: of all that were carried out here. */
  readonly results: ReadonlyMap<number, UnitResult>;
  readonly check: ResolverCheck;
  readonly ended: 'whole' | 'time' | 'interrupted';
}

/** Checks a resolver; only the time limit and the signal make the answer depend on the machine. */
export async function checkInWorker(
  { bundle }: { readonly bundle: ResolverBundle },
  options: WorkerCheckOptions = {},
): Promise<WorkerCheck> {
  const host = new CheckHost(bundle, options, await locateProgram(workerProgram));
  try {
    return await host.check();
  } finally {
    host.end();
  }
}

const workerProgram = { beside: import.meta.url, names: ['worker-program', 'watch-thread'] } as const;

class CheckHost {
  private readonly bundle: ResolverBundle;
  private readonly options: WorkerCheckOptions;
  private readonly program: string;
  private readonly limits: WorkerLimits;
  private readonly endsAt: NodeJS.Timeout | null;
  private readonly interrupt = (): void => {
    this.stop('interrupted');
  };
  private readonly results = new Map<number, UnitResult>();
  private worker: WorkerProcess | null = null;
  private care: WorkerCare = 'fast';
  private ended: WorkerCheck['ended'] = 'whole';
  private isPlanning = false;
  private hasBlamedChange = false;
  private hasSharedWithCare = false;

  constructor(bundle: ResolverBundle, options: WorkerCheckOptions, program: string) {
    this.bundle = bundle;
    this.options = options;
    this.program = program;
    this.limits = { ...defaultLimits, ...options.workerLimits };
    const { limitMs, signal } = options;
    this.endsAt = limitMs === undefined ? null : setTimeout(() => {
      this.stop('time');
    }, Math.min(limitMs, longestTimerMs));
    signal?.addEventListener('abort', this.interrupt);
    if (signal?.aborted === true) this.stop('interrupted');
  }

  async check(): Promise<WorkerCheck> {
    const plan = narrowPlan(await this.makePlan(), this.options.only ?? []);
    const fold = new ResultFold(plan);
    const { isMine = () => true, onProgress } = this.options;
    for (const [index, unit] of plan.units.entries()) {
      if (fold.needs(unit)) {
        const result = isMine(index) && this.ended === 'whole' ? await this.carryOut(index, isShared(unit)) : null;
        if (result === null) {
          fold.skip(unit);
        } else {
          fold.take(unit, result);
          this.results.set(index, result);
        }
      }
      onProgress?.({ done: index + 1, units: plan.units.length });
    }
    return { plan, results: this.results, check: fold.finish(), ended: this.ended };
  }

  end(): void {
    if (this.endsAt !== null) clearTimeout(this.endsAt);
    this.options.signal?.removeEventListener('abort', this.interrupt);
    this.worker?.end();
  }

  private stop(reason: 'time' | 'interrupted'): void {
    this.ended = reason;
    // A plan is had at once, and there is no answer without one.
    if (!this.isPlanning) this.worker?.end();
  }

  private async makePlan(): Promise<CheckPlan> {
    for (const care of ['fast', 'careful'] as const) {
      if (this.ended !== 'whole') break;
      const outcome = await this.open(care);
      const plan = planOf(outcome);
      if (plan !== null) return plan;
      if (care === 'fast') continue;
      const findings = await this.explain(outcome);
      if (findings !== null) return { ...(await this.planUnasked()), findings, hasStopped: true };
    }
    return { ...(await this.planUnasked()), isUnasked: true };
  }

  private async planUnasked(): Promise<CheckPlan> {
    this.isPlanning = true;
    const plan = planOf(await this.open('unasked'));
    this.isPlanning = false;
    if (plan === null) throw new Error(`${this.bundle.name} could not be loaded a second time`);
    return plan;
  }

  /** Null when it could not be carried out, and nobody is to blame. */
  private async carryOut(unit: number, isOfAll: boolean): Promise<UnitResult | null> {
    // Short histories are looked at together, whichever of their units is asked for: with care too.
    if (isOfAll && this.hasSharedWithCare) {
      const [known] = resultOf(await this.ask({ kind: 'carry-out', unit }));
      if (known !== null) return known;
    }
    if (this.care !== 'fast' || this.worker === null) await this.open('fast');
    const fast = await this.ask({ kind: 'carry-out', unit });
    const [result, doubt] = resultOf(fast);
    const isKnown = doubt?.changed !== null && this.hasBlamedChange;
    if (result !== null && (doubt === null || isKnown)) return result;
    if (fast.kind === 'cancelled') return null;
    const opened = await this.open('careful', doubt?.changed ?? null);
    const outcome = planOf(opened) === null ? opened : await this.ask({ kind: 'carry-out', unit });
    const [careful] = resultOf(outcome);
    if (careful?.findings.some(({ kind }) => kind === 'changed-globals') === true) this.hasBlamedChange = true;
    if (careful !== null) {
      this.hasSharedWithCare = isOfAll && doubt === null;
      return careful;
    }
    const findings = await this.explain(outcome);
    return findings === null ? null : { ...nothingFound, findings, hasStopped: true };
  }

  /** What a call did that a process died or hung over; null where it did not, or no call is known. */
  private async explain(outcome: WorkerOutcome): Promise<readonly ConductFinding[] | null> {
    switch (outcome.kind) {
      case 'hung':
        return outcome.call === null ? null : [blame(outcome.call, hanging)];
      case 'ended':
        return outcome.call === null ? null : [blame(outcome.call, ending)];
      case 'exhausted': {
        // The search itself needs memory too: only a call that takes it all by itself is to blame.
        if (outcome.call === null) return null;
        await this.open('unasked');
        const again = await this.ask({ kind: 'repeat', ...outcome.call });
        return again.kind === 'exhausted' || again.kind === 'hung' ? [blame(outcome.call, exhaustion)] : null;
      }
      case 'answered':
      case 'cancelled':
        return null;
    }
  }

  private async open(care: WorkerCare, watched: string | null = null): Promise<WorkerOutcome> {
    const { bundle, options, limits } = this;
    this.worker?.end();
    this.worker = null;
    this.hasSharedWithCare = false;
    if (this.ended !== 'whole' && !this.isPlanning) return { kind: 'cancelled' };
    this.care = care;
    const callMs = limits.patienceMs * callFactor;
    const patienceMs = care === 'careful' ? callMs * attemptFactor : limits.patienceMs;
    this.worker = new WorkerProcess(this.program, { ...limits, patienceMs });
    const settings = options.settings ?? {};
    const against = options.against?.bundle ?? null;
    return this.ask({ kind: 'open', bundle, against, settings, care, callMs, watched });
  }

  private async ask(request: WorkerRequest): Promise<WorkerOutcome> {
    const outcome = (await this.worker?.ask(request)) ?? { kind: 'cancelled' };
    if (outcome.kind !== 'answered') this.worker = null;
    else if (outcome.reply.kind === 'failed') throw new Error(outcome.reply.message);
    return outcome;
  }
}

/** Three weeks; a timer that is asked for more rings at once. */
const longestTimerMs = 2 ** 31 - 1;

const defaultLimits: WorkerLimits = { patienceMs: 500, heapMb: 512 };

/** A false alarm costs little, a wrong finding much. */
const callFactor = 2;

/** With care a call is stopped from inside first, after a few attempts where the machine is busy elsewhere. */
const attemptFactor = 4;

const nothingFound: UnitResult = {
  found: [],
  histories: 0,
  operations: 0,
  concurrentPairs: 0,
  randomHistories: 0,
  engineRuns: 0,
  isWhole: false,
  growth: [],
  findings: [],
  hasStopped: false,
};

function blame({ call, args }: JournaledCall, { kind, message }: Misdeed): ConductFinding {
  return { kind, call, input: describeInput(call, args), message };
}

function narrowPlan(plan: CheckPlan, only: readonly CheckedProperty[]): CheckPlan {
  return only.length === 0 ? plan : { ...plan, asked: plan.asked.filter((property) => only.includes(property)) };
}

function planOf(outcome: WorkerOutcome): CheckPlan | null {
  return outcome.kind === 'answered' && outcome.reply.kind === 'plan' ? outcome.reply.plan : null;
}

function resultOf(outcome: WorkerOutcome) {
  if (outcome.kind !== 'answered' || outcome.reply.kind !== 'result') return [null, null] as const;
  return [outcome.reply.result, outcome.reply.doubt] as const;
}
