/** Data types that people get wrong must be caught by the laws. */
import { describe, expect, test } from 'vitest';
import { assert } from '../../src/sim/base/assert.js';
import { observedRemoveSet } from '../../src/sim/resolution/crdt/or-set.js';
import { positiveNegativeCounter } from '../../src/sim/resolution/crdt/pn-counter.js';
import { readSetOperation } from '../../src/sim/resolution/crdt/set-entries.js';
import type { ReplicatedType } from '../../src/sim/resolution/replicated-type.js';
import { findBrokenLaws } from '../support/replicated-type-laws.js';
import { add, increment, remove, Sites } from '../support/replicated-type-sites.js';
import { counterTwin, orSetTwin } from '../support/replicated-type-twins.js';

/** A counter that is one number; of two the larger is kept. A join, but not of increments. */
const largerTotal: ReplicatedType<number> = {
  name: 'larger-total',
  accepts: ['increment'],
  initial: 0,
  prepare(state, operation) {
    assert(operation.kind === 'increment', 'a counter can only be incremented');
    return state + operation.by;
  },
  merge: (x, y) => Math.max(x, y),
  read: (state) => [String(state)],
  support: () => [],
};

/** What a set that removes by value has: elements, and what was asked to be taken out. */
interface ValueSet {
  readonly elements: readonly string[];
  readonly dropped: readonly string[];
}

/** A set whose remove takes out the element, whoever added it and whether that was seen. */
const removesByValue: ReplicatedType<ValueSet> = {
  name: 'removes-by-value',
  accepts: ['add', 'remove'],
  initial: { elements: [], dropped: [] },
  prepare(_state, operation) {
    const { element, presence } = readSetOperation(operation);
    return presence === 'added'
      ? { elements: [element], dropped: [] }
      : { elements: [], dropped: [element] };
  },
  merge(x, y) {
    const left = x.elements.filter((element) => !y.dropped.includes(element));
    return { elements: [...new Set([...left, ...y.elements])].sort(), dropped: y.dropped };
  },
  read: ({ elements }) => elements,
  support: () => [],
};

/** A set with dots whose remove forgets to say which adds its author saw. */
const removesUnseen: typeof observedRemoveSet = {
  ...observedRemoveSet,
  name: 'removes-unseen',
  prepare(state, operation, origin) {
    const seen = operation.kind === 'remove' ? observedRemoveSet.initial : state;
    return observedRemoveSet.prepare(seen, operation, origin);
  },
};

describe('a counter that keeps the larger total', () => {
  test('makes 101 of 100 and two concurrent increments', () => {
    const sites = new Sites(largerTotal);
    sites.ask(0, increment(100));
    sites.exchange();
    sites.ask(0, increment(1));
    sites.ask(1, increment(1));
    sites.exchange();
    expect(sites.read(0)).toEqual(['101']);
  });

  test('is caught by the definition; merging itself is in order', () => {
    const broken = findBrokenLaws(largerTotal, counterTwin(0));
    expect(broken).toContain('a reader sees what the definition says');
    expect(broken).not.toContain('merging is commutative');
  });
});

describe('a set whose remove drops the element by value', () => {
  test('hangs on the order in which things come', () => {
    const sites = new Sites(removesByValue);
    const added = sites.ask(0, add('milk'));
    const removed = sites.ask(1, remove('milk'));
    sites.take(0, removed);
    sites.take(1, added);
    expect([sites.read(0), sites.read(1)]).toEqual([[], ['milk']]);
  });

  test('is caught: replicas do not agree, nor with the definition', () => {
    const broken = findBrokenLaws(removesByValue, orSetTwin);
    expect(broken).toContain('merging is commutative');
    expect(broken).toContain('replicas that were told the same are in the same state');
    expect(broken).toContain('a reader sees what the definition says');
  });
});

test('a set whose remove names no adds is caught by the definition', () => {
  expect(findBrokenLaws(removesUnseen, orSetTwin)).toEqual([
    'a reader sees what the definition says',
    'the support is what the definition says',
  ]);
});

test('ours are not caught', () => {
  expect(findBrokenLaws(positiveNegativeCounter, counterTwin(-5))).toEqual([]);
  expect(findBrokenLaws(observedRemoveSet, orSetTwin)).toEqual([]);
});
