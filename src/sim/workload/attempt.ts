/** A client's request while it is tried, and each of its tries. */
import type { Refusal } from '../base/refusal.js';
import type { StaleRead } from '../record/stale-reads.js';
import type { Request } from './clients.js';

export type { Refusal } from '../base/refusal.js';

/** Nobody who could serve a request was found. */
export function isNobodyThere(reason: Reply): boolean {
  return nobodyThere.includes(reason);
}

/** What a client hears. */
export type Reply = 'done' | Refusal;

/** A request and what its client knows of it so far. */
export interface PatientRequest {
  readonly request: Request;
  /** The client group's number. */
  readonly group: number;
  /** Attempts begun; the first is number 1. */
  attempts: number;
  /** An attempt ended without an answer although it may have been carried out. */
  isInDoubt: boolean;
  /** An attempt found nobody. */
  hasFoundNobody: boolean;
  /** What each leader did with it, where the request carries an idempotency key; else null. */
  readonly carriedOutBy: Map<number, CarriedOut> | null;
  /** The attempt that is on its way; null between two and at the end. */
  open: Attempt | null;
}

/** One try. At most one try of a request is open at a time. */
export interface Attempt {
  readonly of: PatientRequest;
  /** It decides over an open breaker. */
  readonly isProbe: boolean;
  reply: Reply;
  /** The write that answers it; −1 for none. */
  op: number;
  /** The leader that replied. */
  repliedBy: number;
  /** What is wrong with the answer to a read; null for none. */
  stale: StaleRead | null;
}

/** What a leader remembers under an idempotency key. */
export interface CarriedOut {
  /** The write; −1 while the request is still in service. */
  op: number;
  /** The incarnation of the leader that took it in. */
  readonly incarnation: number;
  /** Who is to be answered: the latest attempt. */
  request: Request;
}

const nobodyThere: readonly Reply[] = [
  'unavailable', 'not-leader', 'no-lease', 'no-majority', 'behind', 'undecided',
];
