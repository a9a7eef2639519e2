/** What clients saw: how their requests ended, and how long they waited. */
import { Latencies } from './latencies.js';

/** Counts and latencies of the requests of one region's clients. */
export class ClientMetrics {
  readonly writeLatency = new Latencies();
  readonly readLatency = new Latencies();
  acknowledged = 0;
  indeterminate = 0;
  rejected = 0;
  unavailable = 0;
  readsAnswered = 0;
  readsFailed = 0;

  /** The requests of all regions together. */
  static sum(regions: readonly ClientMetrics[]): ClientMetrics {
    const sum = new ClientMetrics();
    for (const region of regions) {
      sum.writeLatency.merge(region.writeLatency);
      sum.readLatency.merge(region.readLatency);
      sum.acknowledged += region.acknowledged;
      sum.indeterminate += region.indeterminate;
      sum.rejected += region.rejected;
      sum.unavailable += region.unavailable;
      sum.readsAnswered += region.readsAnswered;
      sum.readsFailed += region.readsFailed;
    }
    return sum;
  }

  /** Writes and deletes that have ended. */
  get writes(): number {
    return this.acknowledged + this.indeterminate + this.rejected + this.unavailable;
  }

  /** Reads that have ended. */
  get reads(): number {
    return this.readsAnswered + this.readsFailed;
  }
}

/** How the attempts of requests went. */
export class AttemptCounts {
  /** Requests of clients that time out, retry, or hold back. */
  patient = 0;
  /** Attempts of those requests that left their client. */
  sent = 0;
  /** Of those, all but the first of each request. */
  retried = 0;
  timedOut = 0;
  /** Refused by a node's rate limit, whoever asked. */
  tooManyRequests = 0;
  /** Refused by a node's full queue, whoever asked. */
  serviceUnavailable = 0;
  /** Held back by an open breaker. */
  shortCircuited = 0;
  /** Held back by a full bulkhead. */
  bulkheadFull = 0;
}
