/** What a report says of sessions and of the replicas that serve them. */
import type { Percentiles } from '../report.js';

/** Requests of sessions: where they were sent, and what became of those that asked too much of a replica. */
export interface SessionReport {
  /** Sessions that asked something; a group whose members are not told apart is one. */
  readonly count: number;
  /** Requests sent from another region than their session's home. */
  readonly roamed: number;
  /** Requests that waited at their client for an earlier one of their session. */
  readonly heldBack: number;
  /** Reads by where they were sent: to the leader where the session was, to a follower there, to another region. */
  readonly reads: { readonly leader: number; readonly follower: number; readonly elsewhere: number };
  /** Null where sessions carry no tokens. */
  readonly tokens: TokenReport | null;
}

/** What tokens took. */
export interface TokenReport {
  /** Requests that waited for a replica that was behind. */
  readonly waits: Percentiles & { readonly count: number };
  /** Requests that such a replica sent on to a source, each time counted. */
  readonly sentOn: number;
  /** Requests refused, because nobody who was asked had reached what the session had seen. */
  readonly refused: number;
}
