/** Observed-remove map: a row whose fields are registers that come, merge and go one by one. */
import { assert, assertNever } from '../../base/assert.js';
import type { ReplicatedType, Operation, Origin, Span } from '../replicated-type.js';
import { dotOf } from './causal-context.js';
import {
  emptyStore,
  entriesOf,
  makeDelta,
  mergeStores,
  type Change,
  type DottedStore,
  type Entry,
} from './dotted-store.js';
import { compareStamped, type Stamped } from './stamps.js';

/** What a write left in a field. */
export type Field =
  /** The field has a value: that of the write, or of a later stamped one that it saw. */
  | { readonly kind: 'set'; readonly value: string; readonly by: Stamped; readonly dot: Span }
  /** The field is gone; noted for the judges, as in the sets. */
  | { readonly kind: 'removed' };

/** For each field the writes to it that no later one saw. */
export type OrMapState = DottedStore<Field>;

/** What a field is: `mv` shows concurrent values side by side, `lww` the one of the greatest stamp. */
export type FieldRegister = 'mv' | 'lww';

/**
 * Sets and removes fields. A set wins over a concurrent remove, and over the remove (`delete`) of all
 * fields; a row is as many `field=value` as it has values.
 *
 * @see Almeida, Shoker, Baquero, Delta state replicated data types, JPDC 111 (2018), section 7.5
 */
export function observedRemoveMap(register: FieldRegister): ReplicatedType<OrMapState> {
  const pick = register === 'mv' ? listSet : listLatest;
  return {
    name: register === 'mv' ? 'or-map' : 'or-map-lww',
    accepts: ['set', 'remove', 'delete'],
    initial: emptyStore,
    prepare: (state, operation, origin) =>
      makeDelta(state, origin, listChanges(state, operation, origin, register)),
    merge: mergeStores,
    read: (state) =>
      state.parts.flatMap(({ name, entries }) => {
        const values = new Set(pick(entries).map(({ value }) => value));
        return [...values].sort().map((value) => `${name}=${value}`);
      }),
    support: (state) =>
      state.parts.map(({ name, entries }) => {
        const writes = pick(entries).map(({ dot }) => dot);
        return { part: name, writes: writes.length > 0 ? writes : entries.map(({ dot }) => dot) };
      }),
  };
}

function listChanges(
  state: OrMapState,
  operation: Operation,
  origin: Origin,
  register: FieldRegister,
): readonly Change<Field>[] {
  switch (operation.kind) {
    case 'set':
      return Object.entries(operation.fields).map(([part, value]) => {
        return { part, value: setField(value, origin, register, entriesOf(state, part)) };
      });
    case 'remove':
      return [removeField(operation.element)];
    case 'delete':
      return state.parts
        .filter(({ entries }) => listSet(entries).length > 0)
        .map(({ name }) => removeField(name));
    case 'write':
    case 'increment':
    case 'add':
    case 'insert':
    case 'erase':
      assert(false, 'a row is set field by field');
      break;
    default:
      return assertNever(operation);
  }
}

/** A register takes in what it held: one that goes by stamps may keep that. */
function setField(
  value: string,
  origin: Origin,
  register: FieldRegister,
  held: readonly Entry<Field>[],
): Field {
  const { stamp, leader, op } = origin;
  const own: SetField = { kind: 'set', value, by: { stamp, leader, op }, dot: dotOf(origin) };
  return register === 'mv' ? own : latestOf([own, ...listSet(held)]);
}

function removeField(part: string): Change<Field> {
  return { part, value: { kind: 'removed' } };
}

type SetField = Extract<Field, { readonly kind: 'set' }>;

function listSet(entries: readonly Entry<Field>[]): readonly SetField[] {
  return entries.flatMap(({ value }) => (value.kind === 'set' ? [value] : []));
}

function listLatest(entries: readonly Entry<Field>[]): readonly SetField[] {
  const set = listSet(entries);
  return set.length > 0 ? [latestOf(set)] : [];
}

function latestOf(fields: readonly SetField[]): SetField {
  return fields.reduce((x, y) => (compareStamped(y.by, x.by) > 0 ? y : x));
}
