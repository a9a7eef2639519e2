import { expect, test } from 'vitest';
import { listConflicts } from '../../../../src/cli/view/story/conflict-log.js';
import { runOf } from './told-run.js';

test('each pair stands once, at its first meeting, with what was kept and at how many leaders it met', () => {
  expect(listConflicts(runOf('concurrent-x'))).toEqual([
    { atUs: 1_035_754, replica: 'eu-west', key: 'x', kind: 'update-update', writes: [1, 2], kept: [2], meetings: 2 },
  ]);
  const [siblings] = listConflicts(runOf('dynamo-versions'));
  expect(siblings).toMatchObject({ writes: [2, 3], kept: [2, 3], meetings: 3 });
});

test('a whole run has as many as its report counts, in order of time', () => {
  const told = runOf('split-brain');
  const conflicts = listConflicts(told);
  expect(conflicts).toHaveLength(told.run.report.conflicts.distinct);
  expect(conflicts.map(({ atUs }) => atUs)).toEqual(conflicts.map(({ atUs }) => atUs).toSorted((a, b) => a - b));
});

test('where nothing was concurrent there is none', () => {
  expect(listConflicts(runOf('quiet-day'))).toEqual([]);
});
