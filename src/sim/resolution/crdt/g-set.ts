/** Grow-only set: what was added stays. */
import { assert } from '../../base/assert.js';
import type { ReplicatedType } from '../replicated-type.js';
import {
  emptyStore,
  makeDelta,
  mergeStores,
  supportByPart,
  type DottedStore,
} from './dotted-store.js';

/** For each element the adds of it that no later add saw; the set itself is the names. */
export type GSetState = DottedStore<'added'>;

/**
 * Adds only; merging is union.
 *
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011), Specification 11
 */
export const growOnlySet: ReplicatedType<GSetState> = {
  name: 'g-set',
  accepts: ['add'],
  initial: emptyStore,
  prepare(state, operation, origin) {
    assert(operation.kind === 'add', 'a grow-only set only adds');
    return makeDelta(state, origin, [{ part: operation.element, value: 'added' }]);
  },
  merge: mergeStores,
  read: (state) => state.parts.map(({ name }) => name),
  support: (state) => supportByPart(state, (entries) => entries),
};
