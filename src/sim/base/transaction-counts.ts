/** Counts of conditional writes. */

/** How conditional writes were decided by consensus, and what it took. */
export interface TransactionCounts {
  readonly applied: number;
  /** The condition was not met. */
  readonly unmet: number;
  /** Nothing was proposed in time: they have no effect. */
  readonly undecided: number;
  /** Proposed, and not known to be decided: they may have an effect. */
  readonly inDoubt: number;
  /** Rounds of Paxos, reads' included; of those, all but the first of each transaction. */
  readonly ballots: number;
  readonly retries: number;
  /** Others' proposals that were found unfinished and finished first. */
  readonly finished: number;
}
