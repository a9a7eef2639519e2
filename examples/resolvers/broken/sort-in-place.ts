/**
 * Broken: puts the incoming tags into the local list and sorts that, in place. What is handed to a resolver
 * belongs to the replica, which goes on using it: here a message changes what it came from.
 *
 * Making a new list, `[...new Set([...local, ...incoming])].sort()`, would make it sound.
 */
import { defineResolver } from 'quarrel';

/** Joins lists of tags. */
export const resolver = defineResolver<string[]>({
  name: 'sort-in-place',
  initial: [],
  apply: (tags, operation) => (operation.kind === 'add' ? [...new Set([...tags, operation.element])].sort() : tags),
  merge(local, incoming) {
    for (const tag of incoming) if (!local.includes(tag)) local.push(tag);
    return local.sort();
  },
});
