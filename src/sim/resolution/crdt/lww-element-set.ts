/** Last-write-wins element set: what was added later than it was removed is there. */
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

/** An add or remove, with the latest stamp of those of its kind that it replaced and its own. */
export interface StampedPresence {
  readonly presence: Presence;
  readonly stamp: number;
}

/** The adds and removes that no later one of their kind saw. */
export type LwwElementSetState = DottedStore<StampedPresence>;

/**
 * Compares the latest stamps, whoever knew of whom; `bias` says what wins when they are equal.
 *
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011), section 3.3.3
 */
export function lastWriteWinsElementSet(bias: 'add' | 'remove'): ReplicatedType<LwwElementSetState> {
  const isPresent = (entries: readonly Entry<StampedPresence>[]): boolean => {
    const lead = latestStamp(entries, 'added') - latestStamp(entries, 'removed');
    return lead > 0 || (lead === 0 && bias === 'add');
  };
  return {
    name: bias === 'add' ? 'lww-element-set' : 'lww-element-set-remove-bias',
    accepts: ['add', 'remove'],
    initial: emptyStore,
    prepare(state, operation, origin) {
      const { element, presence } = readSetOperation(operation);
      const held = entriesOf(state, element);
      const kept = held.filter(({ value }) => value.presence !== presence);
      const stamp = Math.max(origin.stamp, latestStamp(held, presence));
      return makeDelta(state, origin, [{ part: element, value: { presence, stamp }, kept }]);
    },
    merge: mergeStores,
    read: (state) => readElements(state, isPresent),
    support: (state) => supportElements(state, isPresent, ({ presence }) => presence),
  };
}

function latestStamp(entries: readonly Entry<StampedPresence>[], presence: Presence): number {
  const alike = entries.filter(({ value }) => value.presence === presence);
  return Math.max(-Infinity, ...alike.map(({ value }) => value.stamp));
}
