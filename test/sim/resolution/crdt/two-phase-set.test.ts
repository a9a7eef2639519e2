import { expect, test } from 'vitest';
import { twoPhaseSet } from '../../../../src/sim/resolution/crdt/two-phase-set.js';
import { add, remove, Sites } from '../../../support/replicated-type-sites.js';

test('never takes an element back, and the write that tried is not reflected', () => {
  const sites = new Sites(twoPhaseSet);
  sites.ask(0, add('milk'));
  sites.ask(0, remove('milk'));
  sites.ask(0, add('milk'));
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual([[], []]);
  expect(sites.support(1)).toEqual([1]);
});

test('a remove wins over a concurrent add', () => {
  const sites = new Sites(twoPhaseSet);
  sites.ask(0, add('milk'));
  sites.exchange();
  sites.ask(0, remove('milk'));
  sites.ask(1, add('milk'));
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual([[], []]);
});

test('to remove what was never added bans it', () => {
  const sites = new Sites(twoPhaseSet);
  sites.ask(0, remove('milk'));
  sites.ask(1, add('milk'));
  sites.exchange();
  expect(sites.read(1)).toEqual([]);
});
