/** Makes each replica's records: of versions that are chosen between, of states that are merged, of texts. */
import { assert } from '../base/assert.js';
import type { DeltaLog } from '../replication/delta-log.js';
import { ContextRecords } from '../replication/context-records.js';
import { OrderedTexts, type OrderRole } from '../replication/ordered-texts.js';
import { ReplicatedRecords } from '../replication/replicated-records.js';
import { CentralOrder } from '../resolution/text/central-order.js';
import { hubOf } from '../scenario/hub.js';
import { hasContexts, type Scenario } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import { RecordStore } from '../storage/record-store.js';
import type { Node } from './node.js';

/** One store a replica, in their order. */
export function createRecords(parts: {
  readonly scenario: Scenario;
  readonly nodes: readonly Node[];
  readonly shape: { readonly keys: number; readonly authors: number; readonly rangeBits?: number };
  readonly ops: OpLog;
  /** Null where versions are chosen between. */
  readonly deltas: DeltaLog | null;
}): readonly RecordStore[] {
  const { scenario, nodes, shape, ops, deltas } = parts;
  if (deltas === null && hasContexts(scenario)) return nodes.map(() => new ContextRecords(shape));
  if (deltas === null) return nodes.map(() => new RecordStore(shape));
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
