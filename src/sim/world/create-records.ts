/** Which kind of records a replica keeps. */
import type { DeltaLog } from '../replication/delta-log.js';
import { ReplicatedRecords } from '../replication/replicated-records.js';
import { IndexedRecords, type RowIndex } from '../storage/indexed-records.js';
import type { OpLog } from '../storage/op-log.js';
import { RecordStore } from '../storage/record-store.js';

/** Empty records: merged where there are deltas, with an index where there is one. */
export function createRecords(parts: {
  readonly keys: number;
  readonly ops: OpLog;
  /** Keys that a leaf of a Merkle tree covers; null where there is none. */
  readonly keysPerLeaf: number | null;
  readonly deltas: DeltaLog | null;
  readonly index: RowIndex | null;
}): RecordStore {
  const { keys, ops, keysPerLeaf, deltas, index } = parts;
  const plain = { keys, authors: ops.width };
  const shape = keysPerLeaf === null ? plain : { ...plain, rangeBits: 31 - Math.clz32(keysPerLeaf) };
  if (deltas !== null) return new ReplicatedRecords(shape, { ops, deltas });
  return index === null ? new RecordStore(shape) : new IndexedRecords(shape, index);
}
