import { expect, test } from 'vitest';
import { nameClock } from '../../../src/sim/record/clock-names.js';

test('entries are named by leader, and by life where the leader lost its disk', () => {
  const clock = new Map([[0, 3], [2, 1]]);
  const names = nameClock(clock, (author) => ({ leader: 'a', life: author === 2 ? 2 : 1 }));
  expect(names).toEqual({ a: 3, 'a#2': 1 });
});
