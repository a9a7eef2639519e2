/** Grow-only counter: each author counts for itself, the value is the sum. */
import { assert } from '../../base/assert.js';
import type { ReplicatedType } from '../replicated-type.js';
import {
  mergeCounters,
  prepareIncrement,
  sumOf,
  supportCounter,
  type CounterState,
} from './counter-chains.js';

/**
 * Counts up. An increment below 0 is a bug of the caller.
 *
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011), Specification 6
 */
export const growOnlyCounter: ReplicatedType<CounterState> = {
  name: 'g-counter',
  accepts: ['increment'],
  initial: [],
  prepare(state, operation, origin) {
    const isDown = operation.kind === 'increment' && operation.by < 0;
    assert(!isDown, 'a grow-only counter cannot go down');
    return prepareIncrement(state, operation, origin);
  },
  merge: mergeCounters,
  read: (state) => [String(sumOf(state))],
  support: supportCounter,
};
