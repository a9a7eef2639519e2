import { expect, test } from 'vitest';
import { growOnlySet } from '../../../../src/sim/resolution/crdt/g-set.js';
import { add, remove, Sites } from '../../../support/replicated-type-sites.js';

test('merging is union', () => {
  const sites = new Sites(growOnlySet);
  sites.ask(0, add('milk'));
  sites.ask(1, add('bread'));
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual([['bread', 'milk'], ['bread', 'milk']]);
  expect(sites.support(0)).toEqual([0, 1]);
});

test('adding again takes the place of the add that was seen, not of a concurrent one', () => {
  const sites = new Sites(growOnlySet);
  sites.ask(0, add('milk'));
  sites.ask(1, add('milk'));
  sites.ask(0, add('milk'));
  sites.exchange();
  expect(sites.read(0)).toEqual(['milk']);
  expect(sites.support(0)).toEqual([1, 2]);
});

test('never removes', () => {
  expect(() => new Sites(growOnlySet).ask(0, remove('milk'))).toThrow('a grow-only set only adds');
});
