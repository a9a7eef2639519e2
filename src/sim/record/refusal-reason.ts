/** Why requests fail, as a trace says it. */

/** Why a request was not answered with success. */
export type RefusalReason =
  | 'unavailable'
  /** Too few replicas answered in time. */
  | 'too-few-answers'
  | 'crashed'
  | 'too-many-requests'
  | 'service-unavailable'
  /** A queue for another leader is full, and must lose nothing. */
  | 'queue-full'
  /** An update found nothing to change. */
  | 'no-record'
  /** A new row got an id that its leader knows another row by. */
  | 'duplicate-key'
  /** Another row has the value, and only one may. */
  | 'taken'
  | 'certification'
  | 'no-majority'
  /** The condition of a write is not met. */
  | 'condition'
  /** Replicas did not decide about a write in time, and it was not proposed. */
  | 'undecided'
  | 'clock'
  | 'not-leader'
  | 'no-lease'
  /** No replica that was asked has reached what the session has seen. */
  | 'behind'
  | 'short-circuited'
  | 'bulkhead-full';
