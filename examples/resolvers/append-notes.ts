/**
 * Broken, to see what that looks like: two concurrent notes become one, the local one first.
 *
 * Each replica puts its own note first, so two replicas hold the same notes in a different order, for
 * good. No fault is found in the function itself: it is the same every time. Sorting the lines of both
 * would make it sound.
 */
import { defineResolver } from 'quarrel';

/** Joins notes in the order in which they met. */
export const resolver = defineResolver({
  name: 'append-notes',
  resolve: (local, incoming) => [local, incoming].filter((note) => note !== null).join('; '),
});
