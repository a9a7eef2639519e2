/** What the host of a check and its worker process say to each other: plain data. */
import type { CheckOptions, CheckPlan, UnitResult } from '../../sim/check-resolver.js';
import type { ResolverCall } from '../../sim/base/resolver-fault.js';
import type { ResolverBundle } from '../open-resolver.js';

/** How far to look, as it can be sent. */
export type CheckSettings = Omit<CheckOptions, 'realm' | 'against' | 'againstRealm'>;

/** How much a worker looks after each call. */
export type WorkerCare =
  /** As fast as it can be. */
  | 'fast'
  /** Each call can be stopped, and is written down before it is made. */
  | 'careful'
  /** None is made: only the plan is wanted. */
  | 'unasked';

/** What the host asks for, one at a time. */
export type WorkerRequest =
  /** The first one. */
  | {
      readonly kind: 'open';
      readonly bundle: ResolverBundle;
      /** Another version of the resolver; null where there is none. */
      readonly against: ResolverBundle | null;
      readonly settings: CheckSettings;
      readonly care: WorkerCare;
      /** How long a call may take with care, in milliseconds. */
      readonly callMs: number;
      /** A built-in object to look at after each call, where one was changed; else null. */
      readonly watched: string | null;
    }
  | { readonly kind: 'carry-out'; readonly unit: number }
  /** Makes one call again and again, as the JSON text of its arguments. */
  | { readonly kind: 'repeat'; readonly call: ResolverCall; readonly args: string };

/** Something went wrong that only care can pin on a call. */
export interface WorkerDoubt {
  /** A built-in object that is not as it was; null where something else is. */
  readonly changed: string | null;
}

/** What the worker answers. */
export type WorkerReply =
  | { readonly kind: 'plan'; readonly plan: CheckPlan }
  | { readonly kind: 'result'; readonly result: UnitResult; readonly doubt: WorkerDoubt | null }
  | { readonly kind: 'repeated' }
  /** It could not be done at all. */
  | { readonly kind: 'failed'; readonly message: string };

/** Whether this came from our own other side. */
export function isRequest(value: unknown): value is WorkerRequest {
  return hasKind(value, ['open', 'carry-out', 'repeat']);
}

/** As {@link isRequest}. */
export function isReply(value: unknown): value is WorkerReply {
  return hasKind(value, ['plan', 'result', 'repeated', 'failed']);
}

function hasKind(value: unknown, kinds: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return typeof value.kind === 'string' && kinds.includes(value.kind);
}
