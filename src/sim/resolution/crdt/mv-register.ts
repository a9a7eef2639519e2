/** Multi-value register: concurrent values side by side until a write has seen and replaces them. */
import { assert } from '../../base/assert.js';
import type { ReplicatedType } from '../replicated-type.js';
import {
  emptyStore,
  makeDelta,
  mergeStores,
  supportByPart,
  type DottedStore,
} from './dotted-store.js';

/** A sibling's value; null for a delete, which stands beside concurrent writes. */
export type MvRegisterState = DottedStore<string | null>;

/**
 * Keeps exactly the concurrent writes. A write replaces what its author saw, and not what came since:
 * so clients that write past each other at one server leave as many siblings as there are clients.
 *
 * @see Preguiça et al., Dotted version vectors: logical clocks for optimistic replication (2010)
 */
export const multiValueRegister: ReplicatedType<MvRegisterState> = {
  name: 'mv-register',
  accepts: ['write', 'delete'],
  initial: emptyStore,
  prepare(state, operation, origin) {
    const { kind } = operation;
    assert(kind === 'write' || kind === 'delete', 'a register is written whole');
    const value = kind === 'write' ? operation.value : null;
    return makeDelta(state, origin, [{ part: '', value }]);
  },
  merge: mergeStores,
  read(state) {
    const values = state.parts.flatMap(({ entries }) => entries.map(({ value }) => value));
    return [...new Set(values.filter((value) => value !== null))].sort();
  },
  support: (state) => supportByPart(state, (entries) => entries),
};
