import { describe, expect, test } from 'vitest';
import { observedRemoveMap } from '../../../../src/sim/resolution/crdt/or-map.js';
import { add, erase, increment, remove, set, Sites, write } from '../../../support/replicated-type-sites.js';

const rows = (): Sites<ReturnType<typeof observedRemoveMap>['initial']> =>
  new Sites(observedRemoveMap('mv'));

describe.each(['mv', 'lww'] as const)('a row of %s registers', (register) => {
  test('keeps what two writes did to different fields', () => {
    const sites = new Sites(observedRemoveMap(register));
    sites.ask(0, set({ name: 'Ada', mail: 'a@old' }));
    sites.exchange();
    sites.ask(0, set({ name: 'Ada L.' }));
    sites.ask(1, set({ mail: 'a@new' }));
    sites.exchange();
    const row = ['mail=a@new', 'name=Ada L.'];
    expect([sites.read(0), sites.read(1)]).toEqual([row, row]);
  });

  test('a write to one field leaves the other fields of an earlier write where they are', () => {
    const sites = new Sites(observedRemoveMap(register));
    sites.ask(0, set({ name: 'Ada', mail: 'a@old' }));
    sites.ask(0, set({ name: 'Ada L.' }));
    sites.exchange();
    expect(sites.read(1)).toEqual(['mail=a@old', 'name=Ada L.']);
    expect(sites.support(1)).toEqual([0, 1]);
  });

  test('a set wins over a concurrent delete of the row, in the fields that it sets', () => {
    const sites = new Sites(observedRemoveMap(register));
    sites.ask(0, set({ name: 'Ada', mail: 'a@old' }));
    sites.exchange();
    sites.ask(0, erase);
    sites.ask(1, set({ mail: 'a@new' }));
    sites.exchange();
    expect([sites.read(0), sites.read(1)]).toEqual([['mail=a@new'], ['mail=a@new']]);
  });

  test('a field that was removed is gone, and may come back', () => {
    const sites = new Sites(observedRemoveMap(register));
    sites.ask(0, set({ name: 'Ada' }), { stamp: 9 });
    sites.ask(0, remove('name'), { stamp: 5 });
    sites.exchange();
    expect(sites.read(1)).toEqual([]);
    expect(sites.support(1)).toEqual([1]);
    sites.ask(1, set({ name: 'Eve' }), { stamp: 1 });
    expect(sites.read(1)).toEqual(['name=Eve']);
  });

  test('to delete an empty row has no effect that could be lost', () => {
    const sites = new Sites(observedRemoveMap(register));
    sites.ask(0, erase);
    expect(sites.support(0)).toEqual([]);
    expect(sites.states[0].context).toEqual([{ author: 0, after: -1, last: 0 }]);
  });
});

test('multi-value fields show concurrent values side by side', () => {
  const sites = rows();
  sites.ask(0, set({ name: 'Ada' }));
  sites.ask(1, set({ name: 'Eve' }));
  sites.exchange();
  expect(sites.read(0)).toEqual(['name=Ada', 'name=Eve']);
  expect(sites.support(0)).toEqual([0, 1]);
});

test('last-write-wins fields show the later stamp, also when a slow clock wrote after', () => {
  const sites = new Sites(observedRemoveMap('lww'));
  sites.ask(0, set({ name: 'Ada' }), { stamp: 9 });
  sites.ask(1, set({ name: 'Eve' }), { stamp: 8 });
  sites.exchange();
  expect(sites.read(1)).toEqual(['name=Ada']);
  sites.ask(1, set({ name: 'Bob' }), { stamp: 7 });
  expect(sites.read(1)).toEqual(['name=Ada']);
  expect(sites.support(1)).toEqual([0]);
});

describe('counters and sets in fields', () => {
  const count = (field: string, by: number) => ({ kind: 'increment', field, by }) as const;
  const put = (field: string, element: string) => ({ kind: 'add', field, element }) as const;
  const takeOut = (field: string, element: string) => ({ kind: 'remove', field, element }) as const;

  test('a remove resets what it saw of a counter, and not what it did not see', () => {
    const sites = rows();
    sites.ask(0, count('visits', 3));
    sites.exchange();
    sites.ask(0, remove('visits'));
    sites.ask(1, count('visits', 1));
    sites.exchange();
    expect([sites.read(0), sites.read(1)]).toEqual([['visits=1'], ['visits=1']]);
    expect(sites.support(0)).toEqual([1, 2]);
  });

  test('an increment says nothing of other increments that its author saw', () => {
    const sites = rows();
    sites.ask(0, count('visits', 3));
    const second = sites.ask(0, count('visits', 4));
    sites.take(1, second);
    sites.ask(1, remove('visits'));
    sites.exchange();
    expect(sites.read(0)).toEqual(['visits=3']);
  });

  test('an add of an element wins over a concurrent remove of it, and of the whole field', () => {
    const sites = rows();
    sites.ask(0, put('tags', 'vip'));
    sites.ask(0, put('tags', 'old'));
    sites.exchange();
    sites.ask(0, remove('tags'));
    sites.ask(1, put('tags', 'vip'));
    sites.exchange();
    expect([sites.read(0), sites.read(1)]).toEqual([['tags={vip}'], ['tags={vip}']]);
    sites.ask(0, takeOut('tags', 'vip'));
    expect(sites.read(0)).toEqual([]);
  });

  test('a name may be a register and a counter at once, and a remove of it takes both', () => {
    const sites = rows();
    sites.ask(0, count('visits', 2));
    sites.ask(0, set({ visits: 'many' }));
    expect(sites.read(0)).toEqual(['visits=2', 'visits=many']);
    sites.ask(0, remove('visits'));
    expect(sites.read(0)).toEqual([]);
    expect(sites.support(0)).toEqual([2]);
  });

  test('counters and sets need a field', () => {
    expect(() => rows().ask(0, increment(1))).toThrow('a counter is in a field');
    expect(() => rows().ask(0, add('x'))).toThrow('a set is in a field');
  });
});

test('is set field by field', () => {
  expect(() => rows().ask(0, write('x'))).toThrow('a row is changed field by field');
});
