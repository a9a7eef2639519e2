/** What a scenario says of a region: its leader's clock and capacity, and the followers beside it. */
import type { Distribution } from '../base/distribution.js';

/** A leader, the followers in its region, and the clock and capacity they have. */
export interface Region {
  readonly name: string;
  readonly followers: Followers;
  readonly clock: ClockSpec;
  readonly node: NodeCapacity;
  /** One-way delay between this region's clients and its leader. */
  readonly clientLatencyUs: number;
}

/** Followers replay their leader's log in order, over a link that does not fail. */
export interface Followers {
  readonly count: number;
  readonly latency: Distribution;
  /** One a follower, where they differ. */
  readonly latencies?: readonly Distribution[];
}

/** How a node's clock departs from true time: `reading = t + e + drift·10⁻⁶·(t − s)`. */
export interface ClockSpec {
  /** The error e at the start. */
  readonly skewUs: number;
  /** Parts per million; positive runs fast. */
  readonly driftPpm: number;
  /** Polling draws a new error uniformly within ±boundUs and restarts the drift. */
  readonly ntp?: { readonly everyUs: number; readonly boundUs: number };
  /** The ε that the clock claims under TrueTime at a poll, whatever it really is; 0 when absent. */
  readonly uncertaintyUs?: number;
  /** How fast ε grows between polls, in parts per million; 0 when absent. */
  readonly uncertaintyPpm?: number;
  /** Watches the clock; without it nobody notices when it is wrong. */
  readonly monitor?: ClockMonitor;
}

/** Takes a leader out of the write pool while its clock is measured to be too far off. */
export interface ClockMonitor {
  readonly everyUs: number;
  /** Out beyond this offset, either way; in again below half of it. */
  readonly thresholdUs: number;
  /** A measurement is off by at most this, either way, uniformly. */
  readonly errorUs: number;
}

/** In place of a node's `writeUs` and `readUs`, which are the medians then. */
export interface DrawnTimes {
  readonly write?: Distribution;
  readonly read?: Distribution;
}

/** Service times of a node. Zero means instantly. */
export interface NodeCapacity {
  /** Worker time for a local write. */
  readonly writeUs: number;
  /** Time to make a write durable after it was executed; overlaps with other work. */
  readonly logUs: number;
  /** Time from durable to the answer leaving the node. */
  readonly respondUs: number;
  /** Worker time for each replicated write. */
  readonly applyUs: number;
  /** Worker time for a read. */
  readonly readUs: number;
  /** Worker times of client requests that are drawn; absent where all take the same. */
  readonly drawn?: DrawnTimes;
  /** How many requests are served at once, first come, first served. */
  readonly workers: number;
  /** Of the workers, those that serve replicated writes alone; without it all serve both. */
  readonly applyWorkers?: number;
  /** Most client requests waiting for a worker; more are answered 503 at once. Absent: no limit. */
  readonly queue?: number;
  /** Token bucket of one second's worth; requests beyond it are answered 429 at once. Absent: no limit. */
  readonly rateLimitPerS?: number;
}
