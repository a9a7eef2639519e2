/** Makes each replica's records: of versions that are chosen between, of states that are merged, of texts. */
import { assert } from '../base/assert.js';
import type { DeltaLog } from '../replication/delta-log.js';
import { ContextRecords } from '../replication/context-records.js';
import { OrderedTexts, type OrderRole } from '../replication/ordered-texts.js';
import { ReplicatedRecords } from '../replication/replicated-records.js';
import { CentralOrder } from '../resolution/text/central-order.js';
import { hubOf } from '../scenario/hub.js';
import { hasContexts, type Scenario } from '../scenario.js';
import { IndexedRecords, type RowIndex } from '../storage/indexed-records.js';
import type { OpLog } from '../storage/op-log.js';
import { RecordStore } from '../storage/record-store.js';
import type { Node } from './node.js';

/** One store a replica, in their order. */
export function createRecords(parts: {
  readonly scenario: Scenario;
  readonly nodes: readonly Node[];
  readonly keys: number;
  /** Keys that a leaf of a Merkle tree covers; null where there is none. */
  readonly keysPerLeaf: number | null;
  readonly ops: OpLog;
  /** Null where versions are chosen between. */
  readonly deltas: DeltaLog | null;
  /** A leader's index over the ids of rows; null where there is none. */
  readonly indexOf: (replica: number) => RowIndex | null;
}): readonly RecordStore[] {
  const { scenario, nodes, keys, keysPerLeaf, ops, deltas, indexOf } = parts;
  const plain = { keys, authors: ops.width };
  const shape = keysPerLeaf === null ? plain : { ...plain, rangeBits: 31 - Math.clz32(keysPerLeaf) };
  if (deltas === null && hasContexts(scenario)) return nodes.map(() => new ContextRecords(shape));
  if (deltas === null) {
    return nodes.map((_, replica) => {
      const index = indexOf(replica);
      return index === null ? new RecordStore(shape) : new IndexedRecords(shape, index);
    });
  }
  if (scenario.conflicts.resolve !== 'text-ot') {
    return nodes.map(() => new ReplicatedRecords(shape, { ops, deltas }));
  }
  const hub = hubOf(scenario.topology);
  assert(hub !== null, 'operational transform needs one leader that all edits pass through');
  const order = new CentralOrder();
  return nodes.map((node) => {
    const role = roleOf(node, hub);
    return new OrderedTexts(shape, { ops, deltas, order, role });
  });
}

function roleOf({ region, isFollower }: Node, hub: number): OrderRole {
  if (region !== hub) return { kind: 'spoke', leader: region };
  return isFollower ? { kind: 'hub-follower' } : { kind: 'hub' };
}
