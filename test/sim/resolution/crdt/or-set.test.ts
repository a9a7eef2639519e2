import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { mergeStores } from '../../../../src/sim/resolution/crdt/dotted-store.js';
import { observedRemoveSet } from '../../../../src/sim/resolution/crdt/or-set.js';
import type { OrSetState } from '../../../../src/sim/resolution/crdt/or-set.js';
import { arbitrarySteps, play } from '../../../support/replicated-type-network.js';
import { add, remove, Sites } from '../../../support/replicated-type-sites.js';
import { orSetTwin } from '../../../support/replicated-type-twins.js';

describe('an observed-remove set', () => {
  test('keeps both items that two carts added', () => {
    const carts = new Sites(observedRemoveSet);
    carts.ask(0, add('milk'));
    carts.ask(1, add('bread'));
    carts.exchange();
    expect([carts.read(0), carts.read(1)]).toEqual([['bread', 'milk'], ['bread', 'milk']]);
  });

  test('keeps an item that was removed and concurrently added again', () => {
    const carts = new Sites(observedRemoveSet);
    carts.ask(0, add('milk'));
    carts.exchange();
    carts.ask(0, remove('milk'));
    carts.ask(1, add('milk'));
    carts.exchange();
    expect([carts.read(0), carts.read(1)]).toEqual([['milk'], ['milk']]);
    expect(carts.support(0)).toEqual([2]);
  });

  test('lets an item go for good when somebody else only adds another', () => {
    const carts = new Sites(observedRemoveSet);
    carts.ask(0, add('milk'));
    carts.exchange();
    carts.ask(0, remove('milk'));
    carts.ask(1, add('bread'));
    carts.exchange();
    expect([carts.read(0), carts.read(1)]).toEqual([['bread'], ['bread']]);
    expect(carts.support(0)).toEqual([1, 2]);
  });

  test('takes an element back', () => {
    const sites = new Sites(observedRemoveSet);
    for (const operation of [add('milk'), remove('milk'), add('milk')]) sites.ask(0, operation);
    sites.exchange();
    expect(sites.read(1)).toEqual(['milk']);
    expect(sites.support(1)).toEqual([2]);
  });

  test('removes what it has not got yet, when the remove overtakes the add', () => {
    const sites = new Sites(observedRemoveSet);
    const added = sites.ask(0, add('milk'));
    const removed = sites.ask(0, remove('milk'));
    sites.take(1, removed);
    sites.take(1, added);
    expect(sites.read(1)).toEqual([]);
    expect(sites.states[1]).toEqual(sites.states[0]);
  });

  test('does not grow with adds and removes of the same elements', () => {
    const sites = new Sites(observedRemoveSet);
    for (let i = 0; i < 2000; i++) {
      const element = `item ${i % 3}`;
      sites.take(1, sites.ask(0, i % 2 === 0 ? add(element) : remove(element)));
    }
    expect(sites.states[1].context).toEqual([{ author: 0, after: -1, last: 1999 }]);
    const entries = sites.states[1].parts.flatMap((part) => part.entries);
    expect(entries).toHaveLength(3);
  });

  test('needs no trace of a remove: without them a reader sees the same', () => {
    const steps = arbitrarySteps(orSetTwin.operations);
    fc.assert(
      fc.property(steps, fc.nat(1000), fc.nat(1000), (history, i, j) => {
        const { reached } = play(observedRemoveSet, orSetTwin, history);
        const x = reached[i % reached.length].state;
        const y = reached[j % reached.length].state;
        const merged = mergeStores(withoutRemoves(x), withoutRemoves(y));
        expect(observedRemoveSet.read(merged)).toEqual(
          observedRemoveSet.read(observedRemoveSet.merge(x, y)),
        );
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

function withoutRemoves({ context, parts }: OrSetState): OrSetState {
  const adds = parts.map((part) => ({
    ...part,
    entries: part.entries.filter(({ value }) => value === 'added'),
  }));
  return { context, parts: adds };
}
