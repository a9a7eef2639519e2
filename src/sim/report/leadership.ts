/** The report's block on who led. */
import type { DiscardCause } from '../base/discard-cause.js';

/** Who led, one at a time or not, and what that cost. */
export interface LeadershipReport {
  /** Who leads in the end; null: nobody. */
  readonly leader: string | null;
  /** Regions that began to lead, the first one counted. */
  readonly elections: number;
  /** Those that took over from another one. */
  readonly failovers: number;
  /** The latest term that had a leader. */
  readonly lastTerm: number;
  readonly suspicions: number;
  /** Suspects that were alive: they stood still, or were not heard. */
  readonly falseSuspicions: number;
  /** Entries with writes that regions threw away, by cause. */
  readonly discarded: Readonly<Record<DiscardCause, number>>;
  readonly divergences: number;
  readonly demotions: number;
  readonly restorations: number;
  /** Writes acknowledged with fewer copies than asked for. */
  readonly acknowledgedDegraded: number;
  /** Writes that an old leader acknowledged after a later term had a leader. */
  readonly acknowledgedStale: number;
  /** Machines that were switched off. */
  readonly shots: number;
  /** Most that led at a time, each for itself. */
  readonly mostLeaders: number;
  readonly withoutLeaderMs: number;
  readonly longestWithoutLeaderMs: number;
  readonly severalLeadersMs: number;
  readonly degradedMs: number;
  /** In order of their beginnings. */
  readonly reigns: readonly ReignReport[];
}

/** What one leader took in, in one term, and how much of that is in the log that prevailed. */
export interface ReignReport {
  readonly leader: string;
  readonly term: number;
  readonly fromMs: number;
  /** Null: to the end. */
  readonly untilMs: number | null;
  readonly taken: number;
  readonly acknowledged: number;
  readonly kept: number;
  /** Acknowledged, and not kept. */
  readonly acknowledgedGone: number;
  /** Null where there are too many to list. */
  readonly writes: readonly ReignWrite[] | null;
}

/** A write of a reign. */
export interface ReignWrite {
  readonly write: number;
  readonly key: string;
  /** Null for a delete. */
  readonly value: string | null;
  readonly acknowledged: boolean;
  readonly kept: boolean;
}
