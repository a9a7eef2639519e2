/** Two-phase set: an element comes, goes, and never comes back. */
import type { ReplicatedType } from '../replicated-type.js';
import {
  emptyStore,
  entriesOf,
  makeDelta,
  mergeStores,
  type DottedStore,
  type Entry,
} from './dotted-store.js';
import { readElements, readSetOperation, supportElements, type Presence } from './set-entries.js';

/** Adds, and removes, which no add replaces. */
export type TwoPhaseSetState = DottedStore<Presence>;

/**
 * A remove wins over every add, whether before, concurrent or after: adding again has no effect. To
 * remove what was never added bans it.
 *
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011), Specification 12
 */
export const twoPhaseSet: ReplicatedType<TwoPhaseSetState> = {
  name: 'two-phase-set',
  accepts: ['add', 'remove'],
  initial: emptyStore,
  prepare(state, operation, origin) {
    const { element, presence } = readSetOperation(operation);
    const removes = entriesOf(state, element).filter(({ value }) => value === 'removed');
    const kept = presence === 'added' ? removes : [];
    return makeDelta(state, origin, [{ part: element, value: presence, kept }]);
  },
  merge: mergeStores,
  read: (state) => readElements(state, isPresent),
  support: (state) => supportElements(state, isPresent, (value) => value),
};

function isPresent(entries: readonly Entry<Presence>[]): boolean {
  return entries.every(({ value }) => value === 'added');
}
