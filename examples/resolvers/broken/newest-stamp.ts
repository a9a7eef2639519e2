/**
 * Broken: last write wins by timestamp alone. Of two equal stamps each replica keeps its own version.
 *
 * Two clocks do show the same time once in a while, and then the replicas disagree for good. Comparing
 * `context.local.replica` where the stamps are equal would make it sound.
 */
import { defineResolver } from 'quarrel';

/** Keeps the version with the later stamp. */
export const resolver = defineResolver({
  name: 'newest-stamp',
  mayLose: ['write', 'delete'],
  resolve: (local, incoming, context) => (context.incoming.stamp > context.local.stamp ? incoming : local),
});
