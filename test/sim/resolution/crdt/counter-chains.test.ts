import { expect, test } from 'vitest';
import { positiveNegativeCounter } from '../../../../src/sim/resolution/crdt/pn-counter.js';
import { increment, Sites } from '../../../support/replicated-type-sites.js';

test('a thousand increments of one author are one chain', () => {
  const sites = new Sites(positiveNegativeCounter);
  for (let i = 0; i < 1000; i++) sites.ask(0, increment(1));
  expect(sites.states[0]).toHaveLength(1);
  expect(sites.support(0)).toHaveLength(1000);
});

test('a later delta brings the lost ones before it along', () => {
  const sites = new Sites(positiveNegativeCounter);
  sites.ask(0, increment(1));
  sites.ask(0, increment(2));
  sites.take(1, sites.ask(0, increment(4)));
  expect(sites.read(1)).toEqual(['7']);
  expect(sites.support(1)).toEqual([0, 1, 2]);
});

test('an author that lost its memory counts on without spoiling what others have', () => {
  const sites = new Sites(positiveNegativeCounter);
  sites.ask(0, increment(5));
  sites.exchange();
  sites.forget(0);
  sites.ask(0, increment(1));
  expect(sites.read(0)).toEqual(['1']);
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual([['6'], ['6']]);
  sites.ask(0, increment(1));
  sites.exchange();
  expect(sites.states[1]).toMatchObject([
    { after: -1, last: 0, raised: 5 },
    { after: 0, last: 2, raised: 2 },
  ]);
});

test('an author that came back with an older state does not count twice', () => {
  const sites = new Sites(positiveNegativeCounter);
  const backup = sites.ask(0, increment(1));
  sites.ask(0, increment(2));
  sites.exchange();
  sites.forget(0);
  sites.take(0, backup);
  sites.ask(0, increment(4));
  expect(sites.read(0)).toEqual(['5']);
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual([['7'], ['7']]);
});
