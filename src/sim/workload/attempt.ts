/** A client's request while it is tried, and each of its tries. */
import type { Request } from './clients.js';

/** Why a leader, or whoever stands before it, did not carry a request out. */
export type Refusal =
  /** Nobody is there. */
  | 'unavailable'
  /** The leader died with the request in its hands; what it had made durable stays. */
  | 'crashed'
  /** Too few replicas answered in time; a write may have an effect all the same. */
  | 'too-few-answers'
  /** 429: over the rate limit. */
  | 'too-many-requests'
  /** 503: too many wait already. */
  | 'service-unavailable'
  /** A queue for another leader is full. */
  | 'queue-full'
  /** An update found nothing to change. */
  | 'no-record'
  /** A new row got an id that its leader knows another row by. */
  | 'duplicate-key'
  /** Another row has the value, and only one may. */
  | 'taken'
  /** It leads no longer, or not yet. */
  | 'not-leader'
  /** It leads, and those who could replace it have not promised not to. */
  | 'no-lease'
  /** Another write of the key was committed first: this one has no effect anywhere. */
  | 'certification'
  /** It hears from no majority of its group. */
  | 'no-majority'
  /** The condition of a write is not met. */
  | 'condition'
  /** Replicas did not decide about a write in time, and it was not proposed: it has no effect. */
  | 'undecided'
  /** Every leader's clock is out of bounds. */
  | 'clock'
  /** No replica that was asked has reached what the session has seen. */
  | 'behind';

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
