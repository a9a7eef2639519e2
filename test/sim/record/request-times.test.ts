import { expect, test } from 'vitest';
import { RequestTimes } from '../../../src/sim/record/request-times.js';

test('a write is asked for, and answered or not', () => {
  const times = new RequestTimes(1);
  for (let op = 0; op < 100; op++) {
    times.ask(op, 10 * op);
    if (op % 3 === 0) times.answer(op, 10 * op + 7);
  }
  expect([0, 1, 99].map((op) => times.sentAtUs(op))).toEqual([0, 10, 990]);
  expect([0, 1, 99].map((op) => times.answeredAtUs(op))).toEqual([7, Infinity, 997]);
});
