/** What proposers and acceptors say to each other. Every answer says which ballot it is about. */
import { assertNever } from '../../../base/assert.js';
import type { Ballot, Promised, Proposal } from './ballot.js';

/** What is said. */
export type PaxosContent =
  | {
      /** Promise to take part in no lower ballot; it is answered with `promise`. */
      readonly kind: 'prepare';
    }
  | { readonly kind: 'promise'; readonly promised: Promised }
  | {
      /** Say what you hold; it is answered with `show`. */
      readonly kind: 'look';
    }
  | { readonly kind: 'show'; readonly versions: readonly number[] }
  | {
      /** Accept this; it is answered with `accept`. */
      readonly kind: 'propose';
      readonly proposal: Proposal;
    }
  | {
      readonly kind: 'accept';
      readonly isGranted: boolean;
      /** The highest number that it has promised. */
      readonly number: number;
    };

/** Who says it to whom, in which ballot of which transaction. */
export interface PaxosEnvelope {
  readonly from: number;
  readonly to: number;
  readonly key: number;
  /** The transaction, by its number at its coordinator. */
  readonly waiting: number;
  readonly ballot: Ballot;
  /** How many ballots the transaction has had. */
  readonly round: number;
  /** Names its request under any strategy. */
  readonly identity: number;
}

/** A message between two nodes. */
export type PaxosMessage = PaxosEnvelope & PaxosContent;

/** How many writes a message carries. */
export function countWrites(message: PaxosMessage): number {
  switch (message.kind) {
    case 'prepare':
    case 'look':
    case 'accept':
      return 0;
    case 'promise': {
      const { accepted, committed } = message.promised;
      return (accepted === null ? 0 : 1) + (committed === null ? 0 : 1);
    }
    case 'show':
      return message.versions.length;
    case 'propose':
      return 1;
    default:
      return assertNever(message);
  }
}

/** Tells the messages of one transaction apart that go one way. */
export function turnOf({ kind, round }: PaxosMessage): number {
  return 3 * round + steps[kind];
}

const steps = { prepare: 0, promise: 0, look: 1, show: 1, propose: 2, accept: 2 } as const;
