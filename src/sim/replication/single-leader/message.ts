/** What members say to each other, and how large it is. */
import { assertNever } from '../../base/assert.js';

/** Bytes of a message without its entries: framing, term, positions. */
export const headerBytes = 64;

/** A leader's entries, or none of them: a heartbeat. */
export interface Append {
  readonly kind: 'append';
  readonly term: number;
  /** Numbers the sendings of a reign. */
  readonly round: number;
  /** The leader's clock at the sending; it comes back with the answer. */
  readonly clockUs: number;
  /** What stands before the entries. */
  readonly previous: number;
  readonly previousTerm: number;
  readonly ops: Int32Array;
  readonly terms: Int32Array;
  readonly commitTo: number;
  /** Where the leader's log ended at the sending, but for a batch that was open. */
  readonly logEnd: number;
}

/** The answer to {@link Append}; another one follows when more is flushed or applied. */
export interface Appended {
  readonly kind: 'appended';
  readonly term: number;
  readonly round: number;
  readonly clockUs: number;
  /** False: what stands before the entries is another, or the leader's term has passed. */
  readonly isMatch: boolean;
  /** Up to here its log is the leader's; where it is not, the logs may agree up to here. */
  readonly receivedTo: number;
  /** Its own term at that position. */
  readonly receivedTerm: number;
  /** Up to here its log is the leader's and as safe as the rules ask. */
  readonly matchTo: number;
  /** It has all that the leader had at the sending. */
  readonly isCaughtUp: boolean;
  readonly incarnation: number;
}

/** Asks for a vote; on trial: whether there would be one. */
export interface VoteRequest {
  readonly kind: 'vote-request';
  readonly term: number;
  readonly isTrial: boolean;
  readonly lastTerm: number;
  readonly last: number;
  /** As whom the candidate would count the receiver. */
  readonly incarnation: number;
}

/** The answer to {@link VoteRequest}, with where the voter's log ends. */
export interface Vote {
  readonly kind: 'vote';
  readonly term: number;
  readonly isTrial: boolean;
  readonly isGranted: boolean;
  readonly lastTerm: number;
  readonly last: number;
  readonly incarnation: number;
}

/** What a member tells an observer. */
export interface Status {
  readonly kind: 'status';
  readonly term: number;
  readonly isLeader: boolean;
  readonly lastTerm: number;
  readonly last: number;
  /** It has a copy that was complete once. */
  readonly isComplete: boolean;
  readonly clockUs: number;
  /** When the observer asked. */
  readonly askedAtUs: number;
}

/** All that is said. */
export type Message =
  | Append
  | Appended
  | VoteRequest
  | Vote
  /** The receiver is more up to date than the sender, and may ask for votes at once. */
  | { readonly kind: 'campaign-now' }
  /** An observer asks how a member is. */
  | { readonly kind: 'probe'; readonly askedAtUs: number }
  | Status
  /** An observer will make nobody else leader for a while, from that reading of the leader's clock. */
  | { readonly kind: 'grant'; readonly term: number; readonly clockUs: number }
  /** An observer makes the receiver leader of a term. */
  | { readonly kind: 'promote'; readonly term: number }
  /** An observer has made somebody leader. */
  | { readonly kind: 'follow'; readonly term: number; readonly leader: number };

/** Bytes on the wire. */
export function messageBytes(message: Message, writeBytes: number): number {
  switch (message.kind) {
    case 'append':
      return headerBytes + message.ops.length * writeBytes;
    case 'appended':
    case 'vote-request':
    case 'vote':
    case 'campaign-now':
    case 'probe':
    case 'status':
    case 'grant':
    case 'promote':
    case 'follow':
      return headerBytes;
    default:
      return assertNever(message);
  }
}
