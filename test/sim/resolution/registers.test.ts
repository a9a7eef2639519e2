import { describe, expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { Decision } from '../../../src/sim/resolution/contract.js';
import type { RegisterResolver, Versions } from '../../../src/sim/resolution/contract.js';
import {
  arrivalOrder,
  firstWriteWins,
  keepSiblings,
  lastWriteWins,
  resolverNamed,
} from '../../../src/sim/resolution/registers.js';
import { findOrderDependence } from '../../support/resolver-laws.js';

const { before, after, concurrent, equal } = Relation;
const { keepHeld, takeIncoming, keepBoth } = Decision;
/** Write 1 came in, write 0 is held. */
const later = stamped([{ stamp: 10, leader: 1 }, { stamp: 20, leader: 0 }]);
const earlier = stamped([{ stamp: 20, leader: 0 }, { stamp: 10, leader: 1 }]);
const tie = stamped([{ stamp: 10, leader: 0 }, { stamp: 10, leader: 1 }]);

describe('last-write-wins', () => {
  test('takes the greater stamp, whoever knew of whom', () => {
    for (const relation of [before, after, concurrent]) {
      expect(lastWriteWins.decide(1, 0, relation, later)).toBe(takeIncoming);
      expect(lastWriteWins.decide(1, 0, relation, earlier)).toBe(keepHeld);
    }
  });

  test('breaks a tie by leader, the same on both sides', () => {
    expect(lastWriteWins.decide(1, 0, concurrent, tie)).toBe(takeIncoming);
    expect(lastWriteWins.decide(0, 1, concurrent, tie)).toBe(keepHeld);
  });

  test('breaks a tie of one leader by acceptance', () => {
    const same = stamped([{ stamp: 10, leader: 1 }, { stamp: 10, leader: 1 }]);
    expect(lastWriteWins.decide(1, 0, after, same)).toBe(takeIncoming);
    expect(lastWriteWins.decide(0, 1, before, same)).toBe(keepHeld);
  });

  test('ends alike in whatever order concurrent writes come', () => {
    expect(findOrderDependence(lastWriteWins)).toBeNull();
  });
});

describe('first-write-wins', () => {
  test('takes what is newer, and keeps what is not', () => {
    expect(firstWriteWins.decide(1, 0, after, later)).toBe(takeIncoming);
    expect(firstWriteWins.decide(1, 0, before, earlier)).toBe(keepHeld);
    expect(firstWriteWins.decide(1, 0, equal, tie)).toBe(keepHeld);
  });

  test('of two concurrent versions keeps the smaller stamp, then the smaller leader', () => {
    expect(firstWriteWins.decide(1, 0, concurrent, later)).toBe(keepHeld);
    expect(firstWriteWins.decide(1, 0, concurrent, earlier)).toBe(takeIncoming);
    expect(firstWriteWins.decide(1, 0, concurrent, tie)).toBe(keepHeld);
    expect(firstWriteWins.decide(0, 1, concurrent, tie)).toBe(takeIncoming);
  });

  test('ends alike in whatever order concurrent writes come', () => {
    expect(findOrderDependence(firstWriteWins)).toBeNull();
  });
});

describe('arrival order', () => {
  test('takes all but what is older, whatever the stamps say', () => {
    for (const versions of [later, earlier, tie]) {
      expect(arrivalOrder.decide(1, 0, concurrent, versions)).toBe(takeIncoming);
      expect(arrivalOrder.decide(1, 0, after, versions)).toBe(takeIncoming);
      expect(arrivalOrder.decide(1, 0, before, versions)).toBe(keepHeld);
      expect(arrivalOrder.decide(1, 0, equal, versions)).toBe(keepHeld);
    }
  });

  test('does not end alike', () => {
    expect(findOrderDependence(arrivalOrder)).not.toBeNull();
  });
});

describe('siblings', () => {
  test('keep concurrent versions side by side, and of two others the newer', () => {
    for (const versions of [later, earlier, tie]) {
      expect(keepSiblings.decide(1, 0, concurrent, versions)).toBe(keepBoth);
      expect(keepSiblings.decide(1, 0, after, versions)).toBe(takeIncoming);
      expect(keepSiblings.decide(1, 0, before, versions)).toBe(keepHeld);
      expect(keepSiblings.decide(1, 0, equal, versions)).toBe(keepHeld);
    }
  });

  test('end alike in whatever order concurrent writes come', () => {
    expect(findOrderDependence(keepSiblings)).toBeNull();
  });
});

test('each strategy is found by its own name', () => {
  const strategies: readonly RegisterResolver[] = [
    lastWriteWins,
    firstWriteWins,
    arrivalOrder,
    keepSiblings,
  ];
  const names = ['lww', 'fww', 'arrival', 'siblings'] as const;
  expect(names.map((name) => resolverNamed(name))).toEqual(strategies);
  expect(strategies.map(({ name }) => name)).toEqual(names);
});

function stamped(writes: readonly { readonly stamp: number; readonly leader: number }[]): Versions {
  return {
    stampOf: (version) => writes[version].stamp,
    leaderOf: (version) => writes[version].leader,
    compare: () => Relation.concurrent,
  };
}
