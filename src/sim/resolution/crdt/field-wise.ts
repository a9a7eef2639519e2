/** Rows merged field by field: of each field the value with the greatest stamp, as cells are in Cassandra. */
import { assert } from '../../base/assert.js';
import type { ReplicatedType, Origin, Span } from '../replicated-type.js';
import { dotOf } from './causal-context.js';
import { compareStamped, type Stamped } from './stamps.js';

/** A field as the write left it that won so far. */
export interface Cell extends Stamped {
  readonly field: string;
  /** Null where the field was removed, which wins and loses like a value. */
  readonly value: string | null;
  readonly dot: Span;
}

/** One a field, in order of their names. */
export type FieldWiseState = readonly Cell[];

/**
 * Compares stamps cell by cell, whoever knew of whom: what two writes did to different fields is kept, and
 * a later write to one field with a slow clock is lost. Equal stamps go by leader; Cassandra lets removes,
 * then the greater value, win.
 *
 * @see Lakshman, Malik, Cassandra: a decentralized structured storage system, LADIS (2009)
 */
export const fieldWise: ReplicatedType<FieldWiseState> = {
  name: 'field-wise',
  accepts: ['set', 'remove'],
  initial: [],
  prepare(_state, operation, origin) {
    if (operation.kind === 'remove') return [makeCell(operation.element, null, origin)];
    assert(operation.kind === 'set', 'a row is changed field by field');
    const { fields } = operation;
    return sortCells(Object.entries(fields).map(([name, value]) => makeCell(name, value, origin)));
  },
  merge(x, y) {
    const later = y.filter((cell) => {
      const held = x.find(({ field }) => field === cell.field);
      return held === undefined || compareStamped(cell, held) > 0;
    });
    if (later.length === 0) return x;
    const kept = x.filter(({ field }) => !later.some((cell) => cell.field === field));
    return sortCells([...kept, ...later]);
  },
  read: (state) =>
    state
      .flatMap(({ field, value }) => (value === null ? [] : [`${field}=${value}`]))
      .sort(),
  support: (state) => state.map(({ field, dot }) => ({ part: field, writes: [dot] })),
};

function makeCell(field: string, value: string | null, origin: Origin): Cell {
  const { stamp, leader, op } = origin;
  return { field, value, stamp, leader, op, dot: dotOf(origin) };
}

function sortCells(cells: readonly Cell[]): FieldWiseState {
  return cells.toSorted((x, y) => (x.field < y.field ? -1 : 1));
}
