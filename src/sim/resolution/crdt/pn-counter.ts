/** Counter that goes both ways: what each author added and took away, summed up. */
import type { ReplicatedType } from '../replicated-type.js';
import {
  mergeCounters,
  prepareIncrement,
  sumOf,
  supportCounter,
  type CounterState,
} from './counter-chains.js';

/**
 * Counts up and down. Nothing keeps it above 0: two authors may each take away the last one.
 *
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011), Specification 7
 */
export const positiveNegativeCounter: ReplicatedType<CounterState> = {
  name: 'pn-counter',
  accepts: ['increment'],
  initial: [],
  prepare: prepareIncrement,
  merge: mergeCounters,
  read: (state) => [String(sumOf(state))],
  support: supportCounter,
};
