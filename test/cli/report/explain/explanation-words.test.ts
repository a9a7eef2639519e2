import { expect, test } from 'vitest';
import { noneLost } from '../../../../src/cli/report/explain/explanation-words.js';

test('that nothing was lost is said in the number of what there was', () => {
  expect([0, 1, 1589].map(noneLost)).toEqual([
    'No write was acknowledged, so none could be lost.',
    'The one acknowledged write was not lost.',
    'None of 1,589 acknowledged writes was lost.',
  ]);
});
