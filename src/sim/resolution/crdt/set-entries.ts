/**
 * What the sets have in common: for each element, the adds and removes that no later one replaced.
 *
 * A set as it is built keeps no more than the adds; the remove that an element ended with is noted
 * here for the judges, who ask whether its effect holds. It is one id for an element, however often that
 * came and went.
 */
import { assert } from '../../base/assert.js';
import type { Operation, Support } from '../replicated-type.js';
import { supportByPart, type DottedStore, type Entry } from './dotted-store.js';

/** What a write did to an element. */
export type Presence = 'added' | 'removed';

/** The element that an operation of a set is about, and what it does to it. */
export function readSetOperation(operation: Operation): {
  readonly element: string;
  readonly presence: Presence;
} {
  const { kind } = operation;
  assert(kind === 'add' || kind === 'remove', 'a set only adds and removes');
  return { element: operation.element, presence: kind === 'add' ? 'added' : 'removed' };
}

/** Elements that a rule calls present, sorted. */
export function readElements<Value>(
  store: DottedStore<Value>,
  isPresent: (entries: readonly Entry<Value>[]) => boolean,
): readonly string[] {
  return store.parts.filter(({ entries }) => isPresent(entries)).map(({ name }) => name);
}

/** The adds of elements that a rule calls present, and the removes of the others. */
export function supportElements<Value>(
  store: DottedStore<Value>,
  isPresent: (entries: readonly Entry<Value>[]) => boolean,
  presenceOf: (value: Value) => Presence,
): readonly Support[] {
  return supportByPart(store, (entries) => {
    const presence = isPresent(entries) ? 'added' : 'removed';
    return entries.filter(({ value }) => presenceOf(value) === presence);
  });
}
