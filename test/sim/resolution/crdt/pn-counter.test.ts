import { expect, test } from 'vitest';
import { positiveNegativeCounter } from '../../../../src/sim/resolution/crdt/pn-counter.js';
import { increment, Sites, write } from '../../../support/replicated-type-sites.js';

test('goes below zero when two replicas sell the last one', () => {
  const stock = new Sites(positiveNegativeCounter);
  stock.ask(0, increment(1));
  stock.exchange();
  stock.ask(0, increment(-1));
  stock.ask(1, increment(-1));
  expect([stock.read(0), stock.read(1)]).toEqual([['0'], ['0']]);
  stock.exchange();
  expect([stock.read(0), stock.read(1)]).toEqual([['-1'], ['-1']]);
});

test('keeps what was added and what was taken away apart', () => {
  const sites = new Sites(positiveNegativeCounter);
  sites.ask(0, increment(5));
  sites.ask(0, increment(-2));
  expect(sites.states[0]).toEqual([{ author: 0, after: -1, last: 1, raised: 5, lowered: 2 }]);
});

test('takes nothing but increments by integers', () => {
  const sites = new Sites(positiveNegativeCounter);
  expect(() => sites.ask(0, write('7'))).toThrow('a counter can only be incremented');
  expect(() => sites.ask(0, increment(0.5))).toThrow('an increment is an integer');
});
