import { expect, test } from 'vitest';
import { markAfter, markBefore, plannedMarks } from '../../../../src/cli/view/live/marks.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';

const marks = [
  { atUs: 10, kind: 'partition' },
  { atUs: 20, kind: 'conflict' },
  { atUs: 20, kind: 'loss' },
  { atUs: 30, kind: 'heal' },
] as const;

test('the mark after a moment is a later one, the mark before an earlier one', () => {
  expect(markAfter(marks, 0)?.atUs).toBe(10);
  expect(markAfter(marks, 10)?.atUs).toBe(20);
  expect(markAfter(marks, 20)?.atUs).toBe(30);
  expect(markAfter(marks, 30)).toBeNull();
  expect(markBefore(marks, 30)?.atUs).toBe(20);
  expect(markBefore(marks, 20)?.atUs).toBe(10);
  expect(markBefore(marks, 10)).toBeNull();
});

test('faults are marked at their beginning, and at their end if they have one', () => {
  const faults = [
    { kind: 'crash', atUs: 5, untilUs: null, region: 0 },
    { kind: 'pause', atUs: 1, untilUs: 9, region: 0 },
  ] as const;
  expect(plannedMarks(makeScenario({ faults }))).toEqual([
    { atUs: 1, kind: 'impair' },
    { atUs: 5, kind: 'crash' },
    { atUs: 9, kind: 'relieve' },
  ]);
});
