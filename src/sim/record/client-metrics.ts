/** What clients saw: how their requests ended, and how long they waited. */
import { Histogram } from './histogram.js';

/** Counts and latencies of all requests. */
export class ClientMetrics {
  readonly writeLatency = new Histogram();
  readonly readLatency = new Histogram();
  acknowledged = 0;
  indeterminate = 0;
  rejected = 0;
  unavailable = 0;
  readsAnswered = 0;
  readsFailed = 0;
}
