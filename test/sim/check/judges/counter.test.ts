import { expect, test } from 'vitest';
import { judge } from '../../../../src/sim/check/judge.js';
import { historyOf, read } from '../../../support/history.js';
import type { OperationSketch } from '../../../support/history.js';

function increment(value: number, more: Partial<OperationSketch> = {}): OperationSketch {
  return { f: 'increment', value, ...more };
}

/** Whether a read of this value is right after 5 and before an increment by 3 that overlaps it. */
function isRight(result: number, more: readonly OperationSketch[] = []): boolean {
  const operations = [
    increment(5, { at: [1, 2] }),
    { ...increment(3), process: 1, at: [3, 6] as const },
    { ...read(2, 'x', result), at: [4, 5] as const },
    ...more,
  ];
  return judge(historyOf(operations, { initial: 0 }), 'counter').verdict === 'holds';
}

test('a read may or may not have counted what overlaps it, and nothing else', () => {
  expect([4, 5, 6, 8, 9].map((result) => isRight(result))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test('a deduction counts the other way', () => {
  const open = [increment(-2, { process: 3, outcome: 'info', at: [0, Infinity] })];
  expect([2, 3, 8, 9].map((result) => isRight(result, open))).toEqual([false, true, true, false]);
});

test('what was deducted before the read is not there any more', () => {
  const operations = [increment(5), increment(-2), read(1, 'x', 5)];
  const { findings } = judge(historyOf(operations), 'counter');
  expect(findings).toMatchObject([
    {
      what: 'process 1 read x = 5 (line 5), more than the 3 that may have been counted',
      pattern: 'OutOfBounds',
    },
  ]);
  expect(findings[0].operations).toHaveLength(3);
});

test('counting begins at the initial value', () => {
  const history = historyOf([increment(1), read(1, 'x', 11)], { initial: 10 });
  expect(judge(history, 'counter').verdict).toBe('holds');
});

test('a counter that nobody read cannot be judged', () => {
  expect(judge(historyOf([increment(1)]), 'counter').verdict).toBe('unknown');
});
