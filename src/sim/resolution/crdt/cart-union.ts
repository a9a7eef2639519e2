/** The cart of the Dynamo paper: a whole-value register whose siblings are merged by union. */
import type { ReplicatedType, Span, Support } from '../replicated-type.js';
import { dotOf } from './causal-context.js';
import { emptyStore, makeDelta, mergeStores, type DottedStore } from './dotted-store.js';
import { readSetOperation } from './set-entries.js';

/** An item, and the writes that put it in or took it out. */
export interface CartItem {
  readonly element: string;
  readonly by: readonly Span[];
}

/** One version of a cart. */
export interface Cart {
  /** What is in it, by name. */
  readonly items: readonly CartItem[];
  /** What was taken out, by name; for the judges, a cart as it is built does not note it. */
  readonly gone: readonly CartItem[];
}

/** Concurrent versions side by side. */
export type CartState = DottedStore<Cart>;

/**
 * A reader sees the union of concurrent carts. Not a set with removes, though it converges: a remove is
 * no more than a cart without the item, so the item comes back when a concurrent cart still has it.
 *
 * @see DeCandia et al., Dynamo: Amazon's highly available key-value store, SOSP (2007), section 4.4
 */
export const cartUnion: ReplicatedType<CartState> = {
  name: 'cart-union',
  accepts: ['add', 'remove'],
  initial: emptyStore,
  prepare(state, operation, origin) {
    const { element, presence } = readSetOperation(operation);
    const { items, gone } = uniteCarts(state);
    const change = { element, by: [dotOf(origin)] };
    const others = { items: without(items, element), gone: without(gone, element) };
    const value =
      presence === 'added'
        ? { ...others, items: unite([...others.items, change]) }
        : { ...others, gone: unite([...others.gone, change]) };
    return makeDelta(state, origin, [{ part: '', value }]);
  },
  merge: mergeStores,
  read: (state) => uniteCarts(state).items.map(({ element }) => element),
  support(state) {
    const { items, gone } = uniteCarts(state);
    const support: Support[] = [...items, ...gone].map(({ element, by }) => ({
      part: element,
      writes: by,
    }));
    return support.sort((x, y) => (x.part < y.part ? -1 : 1));
  },
};

/** What a reader makes of the versions: an item that any has is in, and gone from none. */
function uniteCarts(state: CartState): Cart {
  const carts = state.parts.flatMap(({ entries }) => entries.map(({ value }) => value));
  const items = unite(carts.flatMap((cart) => cart.items));
  const gone = unite(carts.flatMap((cart) => cart.gone));
  const names = new Set(items.map(({ element }) => element));
  return { items, gone: gone.filter(({ element }) => !names.has(element)) };
}

/** Each item once, by name, with all that did it in order of their ids. */
function unite(items: readonly CartItem[]): readonly CartItem[] {
  const byName = new Map<string, Map<number, Span>>();
  for (const { element, by } of items) {
    const dots = byName.get(element) ?? new Map<number, Span>();
    for (const dot of by) dots.set(dot.last, dot);
    byName.set(element, dots);
  }
  return [...byName]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([element, dots]) => ({
      element,
      by: [...dots.values()].sort((x, y) => x.last - y.last),
    }));
}

function without(items: readonly CartItem[], element: string): readonly CartItem[] {
  return items.filter((item) => item.element !== element);
}
