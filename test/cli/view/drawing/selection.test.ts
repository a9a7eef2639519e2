import { expect, test } from 'vitest';
import { span } from '../../../../src/cli/view/drawing/row.js';
import { moveWithin, showSelected } from '../../../../src/cli/view/drawing/selection.js';

const entries = Array.from({ length: 10 }, (_, at) => [[span(`${at}a`)], [span(`${at}b`)]]);

test.each([0, 4, 9])('entry %d is in sight with all its rows when it is selected', (selected) => {
  const shown = showSelected(entries, selected, 5).map(([first]) => first.text);
  expect(shown).toHaveLength(5);
  expect(shown).toEqual(expect.arrayContaining([`${selected}a`, `${selected}b`]));
});

test('a place moves within the list, however far', () => {
  expect([moveWithin(3, -Infinity, 5), moveWithin(3, 9, 5), moveWithin(0, 1, 0)]).toEqual([0, 4, 0]);
});
