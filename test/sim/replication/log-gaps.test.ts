import { expect, test } from 'vitest';
import { LogGaps } from '../../../src/sim/replication/log-gaps.js';
import { makeDice } from '../../support/dice.js';

test('gaps are empty until a position is added', () => {
  const gaps = new LogGaps();
  expect([gaps.isEmpty, gaps.has(0)]).toEqual([true, false]);
  gaps.add(0);
  expect([gaps.isEmpty, gaps.has(0), gaps.has(1)]).toEqual([false, true, false]);
});

test('gaps hold what a plain set holds', () => {
  for (let seed = 0; seed < 100; seed++) {
    const dice = makeDice(seed);
    const gaps = new LogGaps();
    const set = new Set<number>();
    for (let position = dice.between(0, 3); position < 200; position += dice.pick([1, 1, 1, 2, 7])) {
      gaps.add(position);
      set.add(position);
    }
    for (let position = -1; position < 210; position++) {
      expect(gaps.has(position), `seed ${seed}, position ${position}`).toBe(set.has(position));
    }
  }
});
