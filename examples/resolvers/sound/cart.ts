/**
 * A cart that merges: what is put in anywhere is in, and what is taken out stays out.
 *
 * Each add has a number of its own. A remove takes out the numbers that its replica holds at that
 * moment and no others, so an add that the remover could not know of survives: an observed-remove set.
 */
import { defineResolver } from 'quarrel';

/** What every replica holds. */
interface Cart {
  /** By item: the adds that put it in. */
  readonly added: Readonly<Record<string, readonly number[]>>;
  /** Adds that were taken out again, in order. */
  readonly removed: readonly number[];
}

/** Joins carts. */
export const resolver = defineResolver<Cart>({
  name: 'cart',
  initial: { added: {}, removed: [] },

  apply({ added, removed }, operation, { write }) {
    switch (operation.kind) {
      case 'add': {
        const adds = [...(added[operation.element] ?? []), write];
        return { added: { ...added, [operation.element]: adds }, removed };
      }
      case 'remove':
        return { added, removed: unite(removed, added[operation.element] ?? []) };
      default:
        throw new Error(`a cart knows no ${operation.kind}`);
    }
  },

  // Both parts only ever grow, so the union of each is what either knows.
  merge(local, incoming) {
    const items = [...new Set([...Object.keys(local.added), ...Object.keys(incoming.added)])];
    const adds = items.map((item) => {
      return [item, unite(local.added[item] ?? [], incoming.added[item] ?? [])] as const;
    });
    return {
      added: Object.fromEntries(adds),
      removed: unite(local.removed, incoming.removed),
    };
  },

  read: ({ added, removed }) =>
    Object.keys(added)
      .filter((item) => added[item]?.some((add) => !removed.includes(add)))
      .sort(),
});

function unite(x: readonly number[], y: readonly number[]): readonly number[] {
  return [...new Set([...x, ...y])].sort((a, b) => a - b);
}
