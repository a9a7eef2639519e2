/** What two leaders say to each other when they compare their records, and how long it is on the wire. */
import { assertNever } from '../base/assert.js';

/** What a message has besides what it carries. */
export const headerBytes = 64;
/** A hash of a node, or a key with the digest of its record. */
const hashBytes = 16;

/** A key's record as one leader has it. */
export interface RecordCopy {
  readonly key: number;
  /** Both halves of its digest. */
  readonly first: number;
  readonly second: number;
  /** Every version held; empty where the key is absent. */
  readonly versions: readonly number[];
  /** 1 + the id of the latest write known, leader by leader. */
  readonly known: readonly number[];
  /** Of a merged value: the writes whose deltas make up its state; `versions` is one for each span of its support. */
  readonly merged?: readonly number[];
}

/** What is said of nodes of a tree, or of keys: both halves of each one's hash. */
export interface Hashes {
  /** Numbers of nodes, or of keys. */
  readonly of: readonly number[];
  readonly firsts: readonly number[];
  readonly seconds: readonly number[];
}

/** One message of a session. The initiator asks, the responder answers. */
export type RepairMessage =
  /** Asks: my nodes' hashes. */
  | { readonly kind: 'nodes'; readonly hashes: Hashes }
  /** Answers which of the nodes differ, a bit for each that was asked about. */
  | { readonly kind: 'differences'; readonly nodes: readonly number[]; readonly asked: number }
  /** Asks: my records' digests. */
  | { readonly kind: 'digests'; readonly hashes: Hashes }
  /** Answers with its records of the keys that differ. */
  | { readonly kind: 'records'; readonly records: readonly RecordCopy[] }
  /** Asks to take in the initiator's own records, where they still differ. */
  | { readonly kind: 'returns'; readonly records: readonly RecordCopy[] }
  /** Answers that it has. */
  | { readonly kind: 'merged' };

/** The length of a message; `writeBytes`: payload and metadata of one version. */
export function sizeOf(message: RepairMessage, writeBytes: number): number {
  switch (message.kind) {
    case 'nodes':
    case 'digests':
      return headerBytes + message.hashes.of.length * hashBytes;
    case 'differences':
      return headerBytes + Math.ceil(message.asked / 8);
    case 'records':
    case 'returns':
      return message.records.reduce(
        (sum, { versions }) => sum + hashBytes + versions.length * writeBytes,
        headerBytes,
      );
    case 'merged':
      return headerBytes;
    default:
      return assertNever(message);
  }
}

/** The records of a message that say more than that the key is absent. */
export function countRecords(message: RepairMessage): number {
  if (message.kind !== 'records' && message.kind !== 'returns') return 0;
  return message.records.filter(({ versions }) => versions.length > 0).length;
}
