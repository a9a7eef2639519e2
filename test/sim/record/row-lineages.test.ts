import { expect, test } from 'vitest';
import { RowLineages } from '../../../src/sim/record/row-lineages.js';

/** Creates 0 and 1 with one id; 2 changes the row of 0, 3 that of 1; 4 creates anew, knowing 2; 5 is no row. */
const parents: readonly (readonly number[])[] = [[], [], [0], [1], [2], []];

test('writes are about other rows when they go back to creates that did not know of each other', () => {
  const lineages = new RowLineages((op, other) => op === 4 && (other === 0 || other === 2));
  for (const op of [0, 1, 4]) lineages.noteCreate(op);
  const descent = { parentsOf: (op: number): readonly number[] => parents[op] };
  const areOthers = (x: number, y: number): boolean => lineages.areOfOtherRows(x, y, descent);
  expect([areOthers(0, 1), areOthers(2, 3), areOthers(2, 1), areOthers(4, 3)]).toEqual([true, true, true, true]);
  expect([areOthers(0, 2), areOthers(2, 0)]).toEqual([false, false]);
  // It took the id of a row that it saw was gone.
  expect(areOthers(4, 2)).toBe(false);
  expect([areOthers(5, 0), areOthers(0, 5)]).toEqual([false, false]);
});
