/** Observed-remove map: a row of registers, counters and sets that come, merge and go one by one. */
import { assert, assertNever } from '../../base/assert.js';
import type { ReplicatedType, Operation, Origin } from '../replicated-type.js';
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
import {
  counterPart,
  elementPart,
  fieldOf,
  isCounter,
  readFields,
  registerPart,
  type Field,
} from './map-fields.js';
import { compareStamped } from './stamps.js';

/** For each part the writes to it that no later one replaced. */
export type OrMapState = DottedStore<Field>;

/** What a register is: `mv` shows concurrent values side by side, `lww` the one of the greatest stamp. */
export type FieldRegister = 'mv' | 'lww';

/**
 * Sets and removes fields. An update wins over a concurrent remove of its field, and over the remove
 * (`delete`) of all: what the remover saw is reset, what it did not see stays, to the single increment. So
 * each increment has an entry of its own; one sum an author would bring back what was removed.
 *
 * @see Brown, Cribbs, Meiklejohn, Elliott, Riak DT map: a composable, convergent replicated dictionary,
 * PaPEC (2014): fields by name and type, reset-remove
 * @see Baquero, Almeida, Lerche, The problem with embedded CRDT counters and a solution, PaPoC (2016)
 * @see Almeida, Shoker, Baquero, Delta state replicated data types, JPDC 111 (2018), section 7.5
 */
export function observedRemoveMap(register: FieldRegister): ReplicatedType<OrMapState> {
  const pick = register === 'mv' ? listPresent : listLatest;
  return {
    name: register === 'mv' ? 'or-map' : 'or-map-lww',
    accepts: ['set', 'remove', 'delete', 'increment', 'add'],
    initial: emptyStore,
    prepare: (state, operation, origin) =>
      operation.kind === 'increment'
        ? makeIncrement(operation, origin)
        : makeDelta(state, origin, listChanges(state, operation, origin, register)),
    merge: mergeStores,
    read: (state) =>
      readFields(state.parts.map(({ name, entries }) => ({ name, shown: pick(entries).map(valueOf) }))),
    support: (state) =>
      state.parts.map(({ name, entries }) => {
        const shown = pick(entries);
        // What a remove reset of a counter stays reset, whatever was counted beside it.
        const isAll = shown.length === 0 || isCounter(name);
        const writes = (isAll ? entries : shown).map(({ dot, value }) =>
          value.kind === 'set' ? value.dot : dot,
        );
        return { part: name, writes: writes.toSorted((x, y) => x.last - y.last) };
      }),
    touched: (_operation, delta) => delta.parts.map(({ name }) => name),
  };
}

/** Knows nothing but itself, and so stands beside the increments that its author saw. */
function makeIncrement(
  operation: Extract<Operation, { readonly kind: 'increment' }>,
  origin: Origin,
): OrMapState {
  const { by, field } = operation;
  assert(Number.isSafeInteger(by), 'an increment is an integer');
  assert(field !== undefined, 'a counter is in a field of a map');
  return makeDelta<Field>(emptyStore, origin, [
    { part: counterPart(field), value: { kind: 'counted', by } },
  ]);
}

function listChanges(
  state: OrMapState,
  operation: Operation,
  origin: Origin,
  register: FieldRegister,
): readonly Change<Field>[] {
  switch (operation.kind) {
    case 'set':
      return Object.entries(operation.fields).map(([field, value]) => {
        const part = registerPart(field);
        return { part, value: setField(value, origin, register, entriesOf(state, part)) };
      });
    case 'add':
      assert(operation.field !== undefined, 'a set is in a field of a map');
      return [{ part: elementPart(operation.field, operation.element), value: { kind: 'added' } }];
    case 'remove':
      return operation.field === undefined
        ? removeField(state, operation.element)
        : [removePart(elementPart(operation.field, operation.element))];
    case 'delete':
      return listPresentParts(state).map(removePart);
    case 'write':
    case 'merge':
    case 'increment':
    case 'insert':
    case 'erase':
      assert(false, 'a row is changed field by field');
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

/** All that a field is, whatever that is; a remove of what is not there is one of a register. */
function removeField(state: OrMapState, field: string): readonly Change<Field>[] {
  const parts = listPresentParts(state).filter((part) => fieldOf(part) === field);
  return (parts.length > 0 ? parts : [registerPart(field)]).map(removePart);
}

function removePart(part: string): Change<Field> {
  return { part, value: { kind: 'removed' } };
}

function listPresentParts(state: OrMapState): readonly string[] {
  const present = state.parts.filter(({ entries }) => listPresent(entries).length > 0);
  return present.map(({ name }) => name);
}

type SetField = Extract<Field, { readonly kind: 'set' }>;

function valueOf({ value }: Entry<Field>): Field {
  return value;
}

function listPresent(entries: readonly Entry<Field>[]): readonly Entry<Field>[] {
  return entries.filter(({ value }) => value.kind !== 'removed');
}

/** Of registers the one with the greatest stamp. */
function listLatest(entries: readonly Entry<Field>[]): readonly Entry<Field>[] {
  const set = listSet(entries);
  if (set.length === 0) return listPresent(entries);
  const latest = latestOf(set);
  return entries.filter(({ value }) => value === latest);
}

function listSet(entries: readonly Entry<Field>[]): readonly SetField[] {
  return entries.flatMap(({ value }) => (value.kind === 'set' ? [value] : []));
}

function latestOf(fields: readonly SetField[]): SetField {
  return fields.reduce((x, y) => (compareStamped(y.by, x.by) > 0 ? y : x));
}
