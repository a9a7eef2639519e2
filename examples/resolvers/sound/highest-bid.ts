/**
 * A register for an auction: of two concurrent bids the higher one stands.
 *
 * Sound: it does not matter in which order, how often, or in which pairs bids meet. For that, no two bids
 * may tie: 100 and 100.0 are the same amount and different texts, so the text decides in the end.
 * What is no number loses, and a bid that was deleted (null) loses to everything.
 */
import { defineResolver } from 'quarrel';

/** Keeps the higher bid. */
export const resolver = defineResolver({
  name: 'highest-bid',
  // A lower bid is outbid: that is the point of it.
  mayLose: ['write', 'delete'],
  resolve(local, incoming) {
    if (local === null || incoming === null) return local ?? incoming;
    const lead = amountOf(incoming) - amountOf(local);
    return lead > 0 || (lead === 0 && incoming > local) ? incoming : local;
  },
});

function amountOf(bid: string): number {
  const amount = Number(bid);
  return Number.isFinite(amount) ? amount : -Number.MAX_VALUE;
}
