/**
 * Broken: of two values the average. It does not matter who tells whom, but it does matter in which order:
 * the average of 1 and 2, and then of that and 4, is 2.75; of 2 and 4, and then of 1, it is 2.
 *
 * Sums and counts can be merged, by replica, and read as an average; averages cannot. The larger, or the
 * smaller, value could be kept as well.
 */
import { defineResolver } from 'quarrel';

/** Meets in the middle. */
export const resolver = defineResolver({
  name: 'average',
  operations: ['1', '2', '4'].map((value) => ({ kind: 'write', value })),
  mayLose: ['write'],
  resolve: (local, incoming) => String((Number(local) + Number(incoming)) / 2),
});
