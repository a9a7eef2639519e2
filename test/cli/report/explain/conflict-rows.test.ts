import { expect, test } from 'vitest';
import { conflictHeader, conflictRows } from '../../../../src/cli/report/explain/conflict-rows.js';
import { table } from '../../../../src/cli/report/layout.js';
import type { LoggedConflict } from '../../../../src/cli/view/story/conflict-log.js';
import { runOf } from '../../view/story/told-run.js';

const told = runOf('concurrent-x');
const conflict: LoggedConflict = {
  ...{ atUs: 1_036_000, replica: 'eu-west', key: 'x', kind: 'update-delete', writes: [1, 2], kept: [2], meetings: 2 },
};

test('what is kept is told by name; both and neither, and what is of no kind, are words', () => {
  const both: LoggedConflict = { ...conflict, kind: null, kept: [1, 2] };
  const neither: LoggedConflict = { ...conflict, kept: [] };
  expect(conflictRows(told, [conflict, both, neither], 9)).toEqual({
    rows: [
      ['1.036 s', 'eu-west', 'x', 'update/delete', 'w1, w2', 'w2 (C)', '2'],
      ['1.036 s', 'eu-west', 'x', '-', 'w1, w2', 'both', '2'],
      ['1.036 s', 'eu-west', 'x', 'update/delete', 'w1, w2', 'neither', '2'],
    ],
    hidden: null,
  });
});

test('beyond the limit they are counted', () => {
  const { rows, hidden } = conflictRows(told, [conflict, conflict, conflict], 1);
  expect(rows).toHaveLength(1);
  expect(hidden).toBe('and 2 more; --limit shows them, --json has all');
});

test('a row of long names and large numbers keeps within 80 columns', () => {
  const name = 'a-very-long-name-of-something';
  const writes = [10_000, 99_999] as const;
  const { rows } = conflictRows(told, [{ ...conflict, atUs: 9_999_999_000, replica: name, key: name, writes, kept: [] }], 9);
  for (const line of table([conflictHeader, ...rows])) expect(line.length).toBeLessThanOrEqual(80);
});
