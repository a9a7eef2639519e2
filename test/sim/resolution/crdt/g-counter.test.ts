import { expect, test } from 'vitest';
import { growOnlyCounter } from '../../../../src/sim/resolution/crdt/g-counter.js';
import { increment, Sites } from '../../../support/replicated-type-sites.js';

test('100 and two concurrent increments are 102', () => {
  const sites = new Sites(growOnlyCounter);
  sites.ask(0, increment(100));
  sites.exchange();
  sites.ask(0, increment(1));
  sites.ask(1, increment(1));
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual([['102'], ['102']]);
  expect(sites.support(0)).toEqual([0, 1, 2]);
});

test('a counter that nobody touched is 0, and reflects nothing', () => {
  expect(growOnlyCounter.read(growOnlyCounter.initial)).toEqual(['0']);
  expect(growOnlyCounter.support(growOnlyCounter.initial)).toEqual([]);
});

test('a delta that comes twice counts once', () => {
  const sites = new Sites(growOnlyCounter);
  const delta = sites.ask(0, increment(7));
  sites.take(1, delta);
  const once = sites.states[1];
  sites.take(1, delta);
  expect(sites.states[1]).toBe(once);
  expect(sites.read(1)).toEqual(['7']);
});

test('cannot go down', () => {
  const sites = new Sites(growOnlyCounter);
  expect(() => sites.ask(0, increment(-1))).toThrow('a grow-only counter cannot go down');
});
