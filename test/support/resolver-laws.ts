/** Whether what a register resolver keeps hangs on the order in which concurrent writes arrive. */
import { versionVectorDetector } from '../../src/sim/resolution/detectors.js';
import type { RegisterResolver } from '../../src/sim/resolution/contract.js';
import { Replica } from '../../src/sim/replication/replica.js';
import type { Witness } from '../../src/sim/replication/witness.js';
import { OpKind, OpLog } from '../../src/sim/storage/op-log.js';
import { RecordStore } from '../../src/sim/storage/record-store.js';
import { makeDice } from './dice.js';

/** Two orders of the same concurrent writes, and what a replica held after each. */
export interface OrderDependence {
  readonly orders: readonly (readonly number[])[];
  readonly holds: readonly (readonly number[])[];
}

/** The first order dependence in small random sets of concurrent writes; null if there is none. */
export function findOrderDependence(resolver: RegisterResolver): OrderDependence | null {
  const dice = makeDice(99);
  for (let round = 0; round < 200; round++) {
    const count = dice.between(2, 4);
    const ops = new OpLog({ leaders: count, expected: count });
    const writes = Array.from({ length: count }, (_, leader) =>
      ops.append(
        { key: 0, leader, kind: OpKind.write, stamp: dice.between(0, 2), identity: 0 },
        new Int32Array(count),
        0,
      ),
    );
    const first = holdsAfter(resolver, ops, writes);
    for (const order of listOrders(writes)) {
      const holds = holdsAfter(resolver, ops, order);
      if (holds.join() !== first.join()) return { orders: [writes, order], holds: [first, holds] };
    }
  }
  return null;
}

/** A witness who forgets. */
export const blindWitness: Witness = {
  accept: () => {},
  acceptOver: () => {},
  acceptParts: () => {},
  reach: () => {},
  compare: () => {},
  discard: () => {},
  drop: () => {},
};

function holdsAfter(
  resolver: RegisterResolver,
  ops: OpLog,
  order: readonly number[],
): readonly number[] {
  const records = new RecordStore({ keys: 1, authors: ops.width });
  const rules = { detector: versionVectorDetector, resolver };
  const replica = new Replica({ index: 0, records, ops, ...rules, witness: blindWitness });
  order.forEach((op, i) => replica.apply(op, i));
  return records.versions(0);
}

function listOrders(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) =>
    listOrders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]),
  );
}
