/** What drivers and storage nodes say to each other, and how many bytes that takes. */
import { assertNever } from '../../base/assert.js';
import type { Cut } from './segment.js';

/** A message between an instance that drives a volume and a storage node, or between two storage nodes. */
export type StorageMessage =
  /** Store these, from a position on; an answer is `stored` or `refused`. Without records: how far are you? */
  | {
      readonly kind: 'write';
      readonly epoch: number;
      readonly cuts: readonly Cut[];
      readonly first: number;
      readonly records: readonly number[];
    }
  /** I have all up to there. */
  | { readonly kind: 'stored'; readonly epoch: number; readonly complete: number }
  /** I have promised not to listen to you. */
  | { readonly kind: 'refused'; readonly promised: number }
  /** Listen to no earlier epoch, and say how far you have come. */
  | { readonly kind: 'seal'; readonly epoch: number }
  | {
      readonly kind: 'sealed';
      readonly epoch: number;
      /** Whose log it is. */
      readonly of: number;
      readonly cuts: readonly Cut[];
      readonly records: readonly number[];
      /** It lost its disk, and its answer counts for nothing. */
      readonly isRebuilding: boolean;
    }
  /** What do you have after this? */
  | { readonly kind: 'ask'; readonly epoch: number; readonly complete: number }
  | {
      readonly kind: 'give';
      readonly promised: number;
      readonly epoch: number;
      readonly cuts: readonly Cut[];
      readonly first: number;
      readonly records: readonly number[];
      readonly isRebuilding: boolean;
    };

/** A message without records. */
const controlBytes = 64;

/** Size on the wire. Whoever takes over asks for positions; records stay where they are. */
export function sizeOfStorageMessage(message: StorageMessage, recordBytes: number): number {
  switch (message.kind) {
    case 'write':
    case 'give':
      return controlBytes + message.records.length * recordBytes;
    case 'stored':
    case 'refused':
    case 'seal':
    case 'sealed':
    case 'ask':
      return controlBytes;
    default:
      return assertNever(message);
  }
}
