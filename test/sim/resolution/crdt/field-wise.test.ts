import { expect, test } from 'vitest';
import { fieldWise } from '../../../../src/sim/resolution/crdt/field-wise.js';
import { erase, remove, set, Sites } from '../../../support/replicated-type-sites.js';

test('keeps what two writes did to different fields', () => {
  const sites = new Sites(fieldWise);
  sites.ask(0, set({ name: 'Ada', mail: 'a@old' }));
  sites.exchange();
  sites.ask(0, set({ name: 'Ada L.' }));
  sites.ask(1, set({ mail: 'a@new' }));
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual(Array(2).fill(['mail=a@new', 'name=Ada L.']));
  expect(sites.support(0)).toEqual([1, 2]);
});

test('goes by stamps in each field, also where a slow clock wrote after', () => {
  const sites = new Sites(fieldWise);
  sites.ask(0, set({ name: 'Ada', size: '1' }), { stamp: 9 });
  sites.exchange();
  sites.ask(1, set({ name: 'Eve' }), { stamp: 5 });
  expect(sites.read(1)).toEqual(['name=Ada', 'size=1']);
  expect(sites.support(1)).toEqual([0]);
});

test('a tie goes to the greater leader in every field, so no row is torn by it', () => {
  const sites = new Sites(fieldWise);
  sites.ask(0, set({ name: 'Ada', size: '1' }), { stamp: 3 });
  sites.ask(1, set({ name: 'Eve', size: '2' }), { stamp: 3 });
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual(Array(2).fill(['name=Eve', 'size=2']));
});

test('a removed field is gone until a later stamp', () => {
  const sites = new Sites(fieldWise);
  sites.ask(0, set({ name: 'Ada' }), { stamp: 1 });
  sites.ask(0, remove('name'), { stamp: 3 });
  sites.ask(0, set({ name: 'Eve' }), { stamp: 2 });
  expect(sites.read(0)).toEqual([]);
  expect(sites.support(0)).toEqual([1]);
  sites.ask(0, set({ name: 'Bob' }), { stamp: 4 });
  expect(sites.read(0)).toEqual(['name=Bob']);
});

test('reads are sorted as texts, not by names of fields', () => {
  const sites = new Sites(fieldWise);
  sites.ask(0, set({ name: 'A', name2: 'B' }));
  expect(sites.read(0)).toEqual(['name2=B', 'name=A']);
});

test('is changed field by field', () => {
  expect(() => new Sites(fieldWise).ask(0, erase)).toThrow('a row is changed field by field');
});
