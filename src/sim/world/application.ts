/**
 * What an application does that keeps a counter, a set, a row or a text in a plain value: it reads the
 * value at its leader, changes it, and writes the whole value back.
 *
 * A set is its elements, sorted and joined by `, `; a row is its fields as `name=value`, likewise. Where
 * the leader holds siblings, the application goes on from the greatest number, the union of the sets, the
 * last value of each field, or the last of the texts.
 */
import { assert, assertNever } from '../base/assert.js';
import { eraseText, insertText } from '../base/characters.js';
import type { ValueChange, WriteCondition } from '../scenario.js';

const separator = ', ';

/** The value that is written in place of those that were read; none were read where the key is absent. */
export function changeValue(values: readonly string[], change: ValueChange): string {
  assert(!('field' in change), 'a plain value has no fields of other types');
  switch (change.kind) {
    case 'increment':
      return String(Math.max(...values.map(readNumber), values.length === 0 ? 0 : -Infinity) + change.by);
    case 'add':
      return joinSorted([...listParts(values), change.element]);
    case 'remove':
      return joinSorted(listParts(values).filter((element) => element !== change.element));
    case 'set':
      return setFields(values, change.fields);
    case 'insert':
      return insertText(values.at(-1) ?? '', change.at, change.text);
    case 'erase':
      return eraseText(values.at(-1) ?? '', change.at, change.length);
    default:
      return assertNever(change);
  }
}

/** A change in words: `+1`, `visits +1`, `add milk`, `remove milk from cart`, `set name=A`, `insert "abc" at 5`. */
export function describeChange(change: ValueChange): string {
  switch (change.kind) {
    case 'increment': {
      const by = change.by < 0 ? String(change.by) : `+${change.by}`;
      return change.field === undefined ? by : `${change.field} ${by}`;
    }
    case 'add':
      return `add ${change.element}${change.field === undefined ? '' : ` to ${change.field}`}`;
    case 'remove':
      return `remove ${change.element}${change.field === undefined ? '' : ` from ${change.field}`}`;
    case 'set':
      return `set ${setFields([], change.fields)}`;
    case 'insert':
      return `insert "${change.text}" at ${change.at}`;
    case 'erase':
      return `erase ${change.length} at ${change.at}`;
    default:
      return assertNever(change);
  }
}

/** Whether what was read, absent values aside, is what a condition asks for. */
export function isConditionMet(condition: WriteCondition, values: readonly string[]): boolean {
  switch (condition.kind) {
    case 'absent':
      return values.length === 0;
    case 'present':
      return values.length > 0;
    case 'value':
      return values.length === 1 && values[0] === condition.value;
    default:
      return assertNever(condition);
  }
}

/** What is no integer counts as 0. */
function readNumber(value: string): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : 0;
}

function setFields(values: readonly string[], fields: Readonly<Record<string, string>>): string {
  const row = new Map<string, string>();
  for (const part of listParts(values)) {
    const [name] = part.split('=', 1);
    row.set(name, part);
  }
  for (const [name, value] of Object.entries(fields)) row.set(name, `${name}=${value}`);
  return joinSorted([...row.values()]);
}

function listParts(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => (value === '' ? [] : value.split(separator)));
}

function joinSorted(parts: readonly string[]): string {
  return [...new Set(parts)].sort().join(separator);
}
