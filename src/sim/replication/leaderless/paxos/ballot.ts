/**
 * Ballots: rounds of Paxos, in an order; and what was accepted or committed in one.
 *
 * A ballot's number is a time by its proposer's clock, raised above every number that it has met: the write
 * it commits gets that number as its stamp, so that last-write-wins keeps it over what it replaces.
 */

/** One round of one proposer. Of two with one number, an acceptor promises at most one. */
export interface Ballot {
  readonly number: number;
  readonly node: number;
}

/** A write that somebody wants made. It is made once, by whoever commits it first. */
export interface Proposal {
  /** Names it among all of a run. */
  readonly id: number;
  readonly key: number;
  /** Names its request under any strategy. */
  readonly identity: number;
  /** The write that it became; −1 before. */
  op: number;
}

/** A proposal in a ballot: accepted there, or committed. */
export interface Ballotted {
  readonly ballot: Ballot;
  readonly proposal: Proposal;
}

/** What an acceptor says when it is asked to promise. */
export interface Promised {
  readonly isGranted: boolean;
  /** The highest number that it has promised, this one included. */
  readonly number: number;
  /** What it accepted and does not know to be committed. */
  readonly accepted: Ballotted | null;
  /** What it knows to be committed last. */
  readonly committed: Ballotted | null;
}

/** Whether two are the same round. */
export function isSameBallot(x: Ballot, y: Ballot): boolean {
  return x.number === y.number && x.node === y.node;
}

/** The one in the highest ballot; null of none. */
export function latestOf(list: readonly (Ballotted | null)[]): Ballotted | null {
  return list.reduce(
    (latest, each) => (numberOf(each) > numberOf(latest) ? each : latest),
    null,
  );
}

/** The number of its ballot; −∞ of nothing, below every number. */
export function numberOf(ballotted: Ballotted | null): number {
  return ballotted?.ballot.number ?? -Infinity;
}

/**
 * What may have been chosen already by a majority and was not committed, for all that these promises tell:
 * it has to be finished before anything else is proposed.
 *
 * @see Lamport, Paxos made simple, ACM SIGACT News 32(4) (2001), section 2.2
 */
export function findUnfinished(promises: readonly Promised[]): Ballotted | null {
  const accepted = latestOf(promises.map((each) => each.accepted));
  const committed = latestOf(promises.map((each) => each.committed));
  return numberOf(accepted) > numberOf(committed) ? accepted : null;
}
