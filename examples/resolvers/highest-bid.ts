/**
 * A register for an auction: of two concurrent bids the higher one stands.
 *
 * Sound: it does not matter in which order, how often, or in which pairs bids meet. Values are texts, so
 * numbers are read from them; a deleted bid is null, and loses.
 */
import { defineResolver } from 'quarrel';

/** Keeps the higher bid. */
export const resolver = defineResolver({
  name: 'highest-bid',
  resolve: (local, incoming) => (amountOf(incoming) > amountOf(local) ? incoming : local),
});

function amountOf(bid: string | null): number {
  return bid === null ? -Infinity : Number(bid);
}
