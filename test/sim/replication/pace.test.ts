import { expect, test } from 'vitest';
import { Pace } from '../../../src/sim/replication/pace.js';

test('a message holds what the rate allows in ten milliseconds, and at least one write', () => {
  expect([20_000, 4000, 150, 100, 1].map((ratePerS) => new Pace(ratePerS, 0).mostWrites)).toEqual([
    200, 40, 1, 1, 1,
  ]);
});

test('the first message may leave at once, the next when the rate has made up for it', () => {
  const pace = new Pace(1000, 500);
  expect(pace.nextUs).toBe(500);
  pace.noteSent(10, 500);
  expect(pace.nextUs).toBe(10_500);
});

test('a rate whose gaps are no whole microseconds is kept exactly', () => {
  const pace = new Pace(7000, 0);
  for (let i = 0; i < 700; i++) pace.noteSent(10, pace.nextUs);
  expect(pace.nextUs).toBe(1_000_000);
});

test('a message that leaves late does not let the next one leave early', () => {
  const pace = new Pace(1000, 0);
  pace.noteSent(10, 0);
  pace.noteSent(10, 25_000);
  expect(pace.nextUs).toBe(35_000);
});
