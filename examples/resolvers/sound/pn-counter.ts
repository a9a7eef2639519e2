/**
 * A counter that goes up and down at every replica: a PN-Counter.
 *
 * Each replica keeps two totals of its own, of what it added and of what it took away. Both only ever
 * grow, and nobody else writes them, so of two reports of one total the larger is the later one.
 *
 * @see Shapiro et al., A comprehensive study of convergent and commutative replicated data types, 2011, 3.1.3
 */
import { defineResolver } from 'quarrel';

/** By replica. */
type Totals = Readonly<Record<string, number>>;

/** What every replica holds. */
interface Counter {
  readonly up: Totals;
  readonly down: Totals;
}

/** Joins counters. */
export const resolver = defineResolver<Counter>({
  name: 'pn-counter',
  initial: { up: {}, down: {} },

  apply({ up, down }, operation, { replica }) {
    if (operation.kind !== 'increment') throw new Error(`a counter knows no ${operation.kind}`);
    const { by } = operation;
    return by < 0
      ? { up, down: { ...down, [replica]: (down[replica] ?? 0) - by } }
      : { up: { ...up, [replica]: (up[replica] ?? 0) + by }, down };
  },

  merge: (local, incoming) => ({
    up: keepLarger(local.up, incoming.up),
    down: keepLarger(local.down, incoming.down),
  }),

  includes: (state, other) => isWithin(other.up, state.up) && isWithin(other.down, state.down),

  read: ({ up, down }) => sum(up) - sum(down),
});

function keepLarger(x: Totals, y: Totals): Totals {
  const replicas = Object.keys({ ...x, ...y });
  return Object.fromEntries(replicas.map((replica) => [replica, Math.max(x[replica] ?? 0, y[replica] ?? 0)]));
}

function isWithin(x: Totals, y: Totals): boolean {
  return Object.entries(x).every(([replica, total]) => total <= (y[replica] ?? 0));
}

function sum(totals: Totals): number {
  return Object.values(totals).reduce((total, each) => total + each, 0);
}
