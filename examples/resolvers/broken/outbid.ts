/**
 * Broken: a bid that is beaten answers with one more. Two replicas resolve the same conflict, each writes a
 * bid of its own, the new bids conflict again, and so on for ever: a feedback loop.
 *
 * The result of a resolver should be one that it leaves alone when it meets it again: the higher bid as it
 * is, see sound/highest-bid.ts.
 */
import { defineResolver } from 'quarrel';

/** Outbids what comes. */
export const resolver = defineResolver({
  name: 'outbid',
  operations: ['1', '2', '4'].map((value) => ({ kind: 'write', value })),
  mayLose: ['write'],
  resolve: (local, incoming) => (Number(incoming) > Number(local) ? String(Number(incoming) + 1) : local),
});
