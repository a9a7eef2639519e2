/** What a report counts of quorums, of comparisons and of those who ask for what is news. */

/** What coordinators met, and what made up for replicas that did not answer. */
export interface QuorumCounts {
  /** Writes that too few replicas had in time; they may have an effect all the same. */
  readonly timedOutWrites: number;
  readonly timedOutReads: number;
  /** Writes that other nodes kept, and counted for, in place of a replica. */
  readonly standIns: number;
  /** Replicas that a read found stale and sent what they missed. */
  readonly readRepairs: number;
  /** Writes kept for a replica; the most at a time; handed over; thrown away as too old. */
  readonly hintsKept: number;
  readonly hintsPeak: number;
  readonly hintsHandedOver: number;
  readonly hintsExpired: number;
}

/** What comparing and repairing records took, and came to. */
export interface AntiEntropyCounts {
  /** Times that two leaders began to compare. */
  readonly sessions: number;
  /** Messages put on links. */
  readonly messages: number;
  readonly bytes: number;
  /** Records sent, either way. */
  readonly records: number;
  /** Keys whose record a session changed at one end or both, session by session. */
  readonly keysRepaired: number;
}

/** What came of asking for what is news. */
export interface PullCounts {
  readonly questions: number;
  readonly answers: number;
  /** Writes that were told, repeated ones too. */
  readonly writes: number;
  /** Writes that were told once more to somebody who had been told. */
  readonly repeated: number;
  /** Copies that will never be asked for, as their stamp was too early. */
  readonly passedOver: number;
}
