/** What coordinators and replicas say to each other, and how many bytes that takes. */
import { assertNever } from '../../base/assert.js';
import type { Ballotted } from './paxos/ballot.js';
import { countWrites, type PaxosMessage } from './paxos/paxos-message.js';

/** A message between two nodes. */
export type QuorumMessage =
  | PaxosMessage
  | ({ readonly from: number; readonly to: number } & ReplicaMessage);

type ReplicaMessage =

  | {
      /** Take this write in; it is answered with `stored`. */
      readonly kind: 'store';
      readonly op: number;
      /** What it is part of. */
      readonly reason: 'write' | 'hint' | 'repair';
      /** The request, or the hint, that waits for the answer; −1 when nobody does. */
      readonly waiting: number;
      /** To keep for this replica, and not to take in; −1 otherwise. */
      readonly keepFor: number;
      /** The ballot that it was committed in, where others agreed on it. */
      readonly commits?: Ballotted;
    }
  | {
      readonly kind: 'stored';
      readonly op: number;
      readonly reason: 'write' | 'hint' | 'repair';
      readonly waiting: number;
      readonly keepFor: number;
    }
  | {
      /** Say what you hold of a key; `standFor` another replica what is kept for it, −1 otherwise. */
      readonly kind: 'fetch';
      readonly key: number;
      readonly waiting: number;
      readonly standFor: number;
      /** Names the read under any strategy. */
      readonly identity: number;
    }
  | {
      readonly kind: 'versions';
      readonly key: number;
      readonly versions: readonly number[];
      readonly waiting: number;
      readonly standFor: number;
    };

/** One that brings a write. */
export type StoreMessage = Extract<QuorumMessage, { readonly kind: 'store' }>;

/** A request or an answer without a payload. */
const controlBytes = 64;

/** Size on the wire, where a write takes `writeBytes` of payload and metadata. */
export function sizeOfMessage(message: QuorumMessage, writeBytes: number): number {
  switch (message.kind) {
    case 'store':
      return writeBytes;
    case 'stored':
    case 'fetch':
      return controlBytes;
    case 'versions':
      return controlBytes + message.versions.length * writeBytes;
    case 'prepare':
    case 'promise':
    case 'look':
    case 'show':
    case 'propose':
    case 'accept':
      return controlBytes + countWrites(message) * writeBytes;
    default:
      return assertNever(message);
  }
}
