import { expect, test } from 'vitest';
import { LamportClock } from '../../../src/sim/causality/lamport-clock.js';

test('a Lamport clock counts its own writes, whatever the time', () => {
  const clock = new LamportClock();
  expect([clock.next(500), clock.next(-3), clock.next(0)]).toEqual([1, 2, 3]);
});

test('a Lamport clock goes on from the greatest count that it has seen', () => {
  const clock = new LamportClock();
  clock.observe(-Infinity);
  clock.observe(7);
  clock.observe(4);
  expect(clock.next(0)).toBe(8);
});
