/**
 * One replica's texts under operational transform: edits are merged as their author made them where they
 * were made, and as they stand in the central order everywhere else.
 */
import { assert } from '../base/assert.js';
import type { CentralOrder } from '../resolution/text/central-order.js';
import { isAuthored, type OrderedText } from '../resolution/text/ordered-text.js';
import type { OpLog } from '../storage/op-log.js';
import type { DeltaLog } from './delta-log.js';
import { ReplicatedRecords } from './replicated-records.js';

/** What a replica has to do with the order. */
export type OrderRole =
  /** It makes the order, of its own edits too. */
  | { readonly kind: 'hub' }
  /** It has edits of its own on top of the order: those of this leader. A leader's followers do as it does. */
  | { readonly kind: 'spoke'; readonly leader: number }
  /** It follows the hub. */
  | { readonly kind: 'hub-follower' };

/** Texts held and writes known, key by key. */
export class OrderedTexts extends ReplicatedRecords {
  private readonly order: CentralOrder;
  private readonly role: OrderRole;

  constructor(
    shape: { readonly keys: number; readonly authors: number },
    parts: {
      readonly ops: OpLog;
      readonly deltas: DeltaLog;
      readonly order: CentralOrder;
      readonly role: OrderRole;
    },
  ) {
    super(shape, parts);
    this.order = parts.order;
    this.role = parts.role;
  }

  protected override deltaOf(op: number): OrderedText {
    const { ops, deltas, order, role } = this;
    if (role.kind !== 'hub' && (role.kind === 'hub-follower' || ops.leaderOf(op) !== role.leader)) {
      return order.placeOf(op);
    }
    const made = deltas.deltaOf(op);
    assert(isAuthored(made), 'an edit is prepared where it is accepted');
    return role.kind === 'hub' ? order.place(ops.keyOf(op), made) : made;
  }
}
