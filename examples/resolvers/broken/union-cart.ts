/**
 * Broken: a cart whose concurrent versions are united, item by item, so that what was taken out comes back.
 *
 * Replicas always agree, which is why the mistake is not seen before customers see it: whoever changes a cart
 * that still has the milk brings the milk back, though somebody else has taken it out. Keeping for each item
 * which adds put it in, and which of those were taken out, would make it sound: see sound/cart.ts.
 *
 * @see DeCandia et al., Dynamo: Amazon's highly available key-value store, SOSP 2007, section 4.4
 */
import { defineResolver } from 'quarrel';

/** What every replica holds. */
interface Cart {
  /** Versions that no known write has seen, each the whole cart of a write, in order of the writes. */
  readonly versions: readonly { readonly write: number; readonly items: readonly string[] }[];
  /** All known writes, in order. */
  readonly known: readonly number[];
}

/** Joins carts. */
export const resolver = defineResolver<Cart>({
  name: 'union-cart',
  initial: { versions: [], known: [] },

  apply(cart, operation, { write }) {
    const items = itemsOf(cart);
    const known = [...cart.known, write];
    switch (operation.kind) {
      case 'add':
        return { versions: [{ write, items: unite(items, [operation.element]) }], known };
      case 'remove':
        return { versions: [{ write, items: items.filter((item) => item !== operation.element) }], known };
      default:
        throw new Error(`a cart knows no ${operation.kind}`);
    }
  },

  merge(local, incoming) {
    const known = [...new Set([...local.known, ...incoming.known])].sort((x, y) => x - y);
    const has = ({ versions }: Cart, write: number): boolean => versions.some((each) => each.write === write);
    const kept = local.versions.filter(({ write }) => has(incoming, write) || !incoming.known.includes(write));
    const added = incoming.versions.filter(({ write }) => !local.known.includes(write));
    return { versions: [...kept, ...added].sort((x, y) => x.write - y.write), known };
  },

  read: itemsOf,
});

function itemsOf({ versions }: Cart): readonly string[] {
  return versions.reduce<readonly string[]>((items, version) => unite(items, version.items), []);
}

function unite(x: readonly string[], y: readonly string[]): readonly string[] {
  return [...new Set([...x, ...y])].sort();
}
