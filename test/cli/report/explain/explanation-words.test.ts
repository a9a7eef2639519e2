import { expect, test } from 'vitest';
import type { ShownExplanation } from '../../../../src/cli/report/explain/explanation.js';
import { missedWords, noneLost } from '../../../../src/cli/report/explain/explanation-words.js';
import { runOf } from '../../view/story/told-run.js';

test('that nothing was lost is said in the number of what there was', () => {
  expect([0, 1, 1589].map(noneLost)).toEqual([
    'No write was acknowledged, so none could be lost.',
    'The one acknowledged write was not lost.',
    'None of 1,589 acknowledged writes was lost.',
  ]);
});

test('what the detector missed is said to be in no list of conflicts', () => {
  expect([0, 1, 3].map((missed) => missedWords(shownWith(missed)))).toEqual([
    null,
    '1 meeting of concurrent writes went undetected: it is not listed.',
    '3 meetings of concurrent writes went undetected: they are not listed.',
  ]);
});

function shownWith(missed: number): ShownExplanation {
  const { scenario, run, trace } = runOf('concurrent-x');
  const report = { ...run.report, conflicts: { ...run.report.conflicts, missed } };
  return {
    told: { scenario, run: { ...run, report }, trace },
    subject: { kind: 'conflicts', conflicts: [] },
    ...{ whatIf: null, limit: 9, repeat: '', commandFor: () => '' },
  };
}
