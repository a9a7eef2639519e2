/**
 * The order of all edits, as the one replica that they pass through makes it: by arrival.
 *
 * An edit was made of a text that lacks what came into the order since its author last heard, and has the
 * author's own earlier edits. Between the two lies the author's bridge: those edits that it lacks, each
 * transformed over what it had made itself. An edit crosses its bridge, and every plank over it.
 */
import { assert } from '../../base/assert.js';
import type { AuthoredEdit, OrderedEdit } from './ordered-text.js';
import { transformBoth, type TextForm } from './text-transform.js';

/** An edit that an author had not seen. */
interface Plank {
  readonly revision: number;
  readonly form: TextForm;
}

/** From what an author saw to the end of the order. */
interface Bridge {
  readonly planks: readonly Plank[];
  /** How much of the order was looked at. */
  readonly end: number;
}

/** One key's order. */
interface Order {
  readonly edits: OrderedEdit[];
  readonly bridges: Map<number, Bridge>;
}

/** The orders of all keys. It is durable, and what is sent on carries its place in it. */
export class CentralOrder {
  private readonly orders = new Map<number, Order>();
  /** By id of the write. */
  private readonly places: OrderedEdit[] = [];

  /** Gives an edit its place behind all that are in the order of its key; once. */
  place(key: number, edit: AuthoredEdit): OrderedEdit {
    const { dot, leader } = edit;
    if (this.has(dot.last)) return this.placeOf(dot.last);
    const order = this.orderOf(key);
    let { form } = edit;
    const planks = listUnseen(order, edit).map((plank): Plank => {
      const { earlier, later } = transformBoth(plank.form, form);
      form = later;
      return { revision: plank.revision, form: earlier };
    });
    const ordered: OrderedEdit = {
      kind: 'ordered',
      dot,
      leader,
      revision: order.edits.length,
      form,
    };
    order.edits.push(ordered);
    order.bridges.set(leader, { planks, end: order.edits.length });
    this.places[dot.last] = ordered;
    return ordered;
  }

  /** Whether a write has its place. */
  has(op: number): boolean {
    return op in this.places;
  }

  /** The place of a write that has one. */
  placeOf(op: number): OrderedEdit {
    assert(this.has(op), 'an edit is passed on once it has its place');
    return this.places[op];
  }

  private orderOf(key: number): Order {
    const known = this.orders.get(key);
    if (known !== undefined) return known;
    const begun: Order = { edits: [], bridges: new Map() };
    this.orders.set(key, begun);
    return begun;
  }
}

/** What an edit's author had not seen, as edits of what its own earlier ones left. */
function listUnseen({ edits, bridges }: Order, { leader, revision }: AuthoredEdit): readonly Plank[] {
  const bridge = bridges.get(leader) ?? { planks: [], end: 0 };
  return [...bridge.planks, ...edits.slice(Math.max(bridge.end, revision))].filter(
    (plank) => plank.revision >= revision,
  );
}
