/** Observed-remove set: a remove takes away the adds that its author saw, and no others. */
import type { ReplicatedType } from '../replicated-type.js';
import {
  emptyStore,
  makeDelta,
  mergeStores,
  type DottedStore,
  type Entry,
} from './dotted-store.js';
import { readElements, readSetOperation, supportElements, type Presence } from './set-entries.js';

/** For each element the adds and removes of it that no later one saw. */
export type OrSetState = DottedStore<Presence>;

/**
 * An add wins over a concurrent remove, and elements may come back. Adds that were removed leave no
 * tombstone: a causal context tells them from new ones.
 *
 * @see Bieniusa et al., An optimized conflict-free replicated set, INRIA RR-8083 (2012)
 */
export const observedRemoveSet: ReplicatedType<OrSetState> = {
  name: 'or-set',
  accepts: ['add', 'remove'],
  initial: emptyStore,
  prepare(state, operation, origin) {
    const { element, presence } = readSetOperation(operation);
    return makeDelta(state, origin, [{ part: element, value: presence }]);
  },
  merge: mergeStores,
  read: (state) => readElements(state, isPresent),
  support: (state) => supportElements(state, isPresent, (value) => value),
};

function isPresent(entries: readonly Entry<Presence>[]): boolean {
  return entries.some(({ value }) => value === 'added');
}
