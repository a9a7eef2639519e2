/**
 * Broken, to see what that looks like: two concurrent notes become one, the local one first.
 *
 * Each replica puts its own note first, so two replicas hold the same notes in a different order, for
 * good. No fault is found in the function itself: it is the same every time. Taking both apart into lines,
 * and keeping each line once, in the order of letters, would make it sound.
 */
import { defineResolver } from 'quarrel';

/** Joins notes in the order in which they met. */
export const resolver = defineResolver({
  name: 'append-notes',
  operations: ['call Ada', 'send flowers'].map((value) => ({ kind: 'write', value })),
  resolve: (local, incoming) => [local, incoming].filter((note) => note !== null).join('; '),
});
