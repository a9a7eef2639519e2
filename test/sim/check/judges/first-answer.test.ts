import { describe, expect, test } from 'vitest';
import { firstAnswerThatFails } from '../../../../src/sim/check/judges/first-answer.js';
import type { HistoryOperation } from '../../../../src/sim/record/history.js';

function answeredAt(place: number): HistoryOperation {
  const read = { process: 0, f: 'read', key: 'x', value: null, result: 1, outcome: 'ok', replica: null } as const;
  return { ...read, invokedAt: 0, answeredAt: place, invokedAtUs: null, answeredAtUs: null };
}

describe('the first answer up to which a history fails', () => {
  test.each([5, 1, 9, 3])('is found in order of answers, whatever the order of invocations (%i)', (culprit) => {
    const operations = [9, 1, 5, 3, 7].map(answeredAt);
    const index = firstAnswerThatFails(operations, (upTo) => upTo >= culprit);
    expect(operations[index].answeredAt).toBe(culprit);
  });

  test('what was never answered is no answer', () => {
    const operations = [answeredAt(Infinity), answeredAt(4)];
    expect(firstAnswerThatFails(operations, () => true)).toBe(1);
  });
});
