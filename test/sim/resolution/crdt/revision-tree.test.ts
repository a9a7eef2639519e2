import { describe, expect, test } from 'vitest';
import {
  revisionTree,
  type RevisionTreeState,
} from '../../../../src/sim/resolution/crdt/revision-tree.js';
import { add, erase, Sites, write } from '../../../support/replicated-type-sites.js';

const merge = (value: string) => ({ kind: 'merge', value }) as const;

/** Two replicas that changed the same revision in two ways. */
function openConflict(): Sites<RevisionTreeState> {
  const sites = new Sites(revisionTree);
  sites.ask(0, write('draft'));
  sites.exchange();
  sites.ask(0, write('red'));
  sites.ask(1, write('blue'));
  sites.exchange();
  return sites;
}

/** What replicas show, and what they keep beside it. */
function shownBy(sites: Sites<RevisionTreeState>): readonly (readonly (readonly string[])[])[] {
  return sites.states.map((state) => [revisionTree.read(state), revisionTree.conflicts?.(state) ?? []]);
}

describe('two changes of one revision', () => {
  test('show the same winner everywhere and keep the other one, both reflected', () => {
    const sites = openConflict();
    expect(shownBy(sites)).toEqual([[['blue'], ['red']], [['blue'], ['red']]]);
    expect(sites.support(0)).toEqual([1, 2]);
  });

  test('that are the same change are the same revision, made twice', () => {
    const sites = new Sites(revisionTree);
    sites.ask(0, write('draft'));
    sites.exchange();
    sites.ask(0, write('red'));
    sites.ask(1, write('red'));
    sites.exchange();
    expect(shownBy(sites)).toEqual([[['red'], []], [['red'], []]]);
    expect(sites.support(1)).toEqual([1, 2]);
    sites.ask(1, write('navy'));
    expect(sites.support(1)).toEqual([3]);
  });

  test('that are both new documents are branches from the root', () => {
    const sites = new Sites(revisionTree);
    sites.ask(0, write('red'));
    sites.ask(1, write('blue'));
    sites.exchange();
    expect(sites.states[0].leaves.map(({ generation }) => generation)).toEqual([1, 1]);
  });
});

describe('in a conflict', () => {
  test('a write replaces the winner alone', () => {
    const sites = openConflict();
    sites.ask(1, write('navy'));
    sites.exchange();
    expect(shownBy(sites)[0]).toEqual([['navy'], ['red']]);
    expect(sites.support(0)).toEqual([1, 3]);
  });

  test('a merge replaces the winner and deletes the others that its author saw', () => {
    const sites = openConflict();
    sites.ask(0, merge('purple'));
    sites.exchange();
    expect(shownBy(sites)[1]).toEqual([['purple'], []]);
    expect(sites.support(1)).toEqual([3]);
    expect(sites.states[1].leaves.map(({ value }) => value)).toEqual(['purple', null]);
  });

  test('a merge leaves what its author did not see', () => {
    const sites = openConflict();
    sites.ask(0, merge('purple'));
    sites.ask(1, write('navy'));
    sites.exchange();
    const [[values, conflicts]] = shownBy(sites);
    expect([...values, ...conflicts].sort()).toEqual(['navy', 'purple']);
  });

  test('a delete of the winner shows the other one', () => {
    const sites = openConflict();
    sites.ask(0, erase);
    sites.exchange();
    expect(shownBy(sites)[1]).toEqual([['red'], []]);
    expect(sites.support(1)).toEqual([1, 3]);
  });
});

test('a change beats a concurrent delete, which stays reflected by its tombstone', () => {
  const sites = new Sites(revisionTree);
  sites.ask(0, write('draft'));
  sites.exchange();
  sites.ask(0, erase);
  sites.ask(1, write('red'));
  sites.exchange();
  expect(shownBy(sites)).toEqual([[['red'], []], [['red'], []]]);
  expect(sites.support(0)).toEqual([1, 2]);
});

test('a deleted document can be written again, on its tombstone', () => {
  const sites = new Sites(revisionTree);
  sites.ask(0, write('draft'));
  sites.ask(0, erase);
  expect(sites.read(0)).toEqual([]);
  sites.ask(0, write('again'));
  expect(sites.states[0].leaves).toMatchObject([{ generation: 3, value: 'again' }]);
});

test('to delete what is not there has no effect that could be lost', () => {
  const sites = new Sites(revisionTree);
  const delta = sites.ask(0, erase);
  expect(sites.support(0)).toEqual([]);
  expect(revisionTree.touched?.(erase, delta)).toEqual([]);
});

test('an old revision that comes after its successors is no branch of its own', () => {
  const sites = new Sites(revisionTree);
  const first = sites.ask(0, write('A'));
  sites.ask(0, write('B'));
  const third = sites.ask(0, write('C'));
  sites.take(1, third);
  sites.take(1, first);
  expect(shownBy(sites)[1]).toEqual([['C'], []]);
  expect(sites.support(1)).toEqual([2]);
});

test('a revision made once more, that nobody saw who replaced it, is reflected beside the leaf', () => {
  const sites = new Sites(revisionTree, 2);
  const mine = sites.ask(0, write('A'));
  sites.ask(0, write('B'));
  sites.ask(1, write('A'));
  sites.exchange();
  expect(sites.read(1)).toEqual(['B']);
  expect(sites.support(1)).toEqual([1, 2]);
  sites.take(1, mine);
  expect(sites.support(1)).toEqual([1, 2]);
});

test('is written whole', () => {
  expect(() => new Sites(revisionTree).ask(0, add('x'))).toThrow('a document is written whole');
});
