import { expect, test } from 'vitest';
import { seedSeries } from '../../src/scenarios/seeds.js';

test('the first seed of many is the scenario’s own, and a longer series goes on where a shorter one ends', () => {
  expect(seedSeries('42', 3)).toEqual(['42', '42-2', '42-3']);
  expect(seedSeries('42', 5).slice(0, 3)).toEqual(seedSeries('42', 3));
});
