/** Why requests are not carried out, by name. */

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
