/** Keeps the row that says most: of two versions the one with more fields that are filled in. */
import { compareStamped } from './crdt/stamps.js';
import type { RegisterRule, RegisterVersion } from './merging-register.js';

/**
 * Ties go to the greater (stamp, leader), so it is a total order of versions and converges. What only the
 * other version says is lost: rows are chosen between, not put together. A delete has no field at all.
 */
export const completeness: RegisterRule = {
  name: 'completeness',
  merge: (local, incoming) => (compareRows(local, incoming) > 0 ? local : incoming).value,
};

/** How many fields of a row, `name=value, …`, have a value; a value without a name counts as one. */
export function countFilledFields(value: string | null): number {
  if (value === null) return 0;
  return value.split(',').filter((field) => !/^\s*([^=]*=)?\s*$/.test(field)).length;
}

function compareRows(x: RegisterVersion, y: RegisterVersion): number {
  return countFilledFields(x.value) - countFilledFields(y.value) || compareStamped(x, y);
}
