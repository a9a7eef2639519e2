/** Resolvers that people get wrong must be caught: here, what happens to equal stamps. */
import { describe, expect, test } from 'vitest';
import { Decision } from '../../src/sim/resolution/contract.js';
import type { RegisterResolver } from '../../src/sim/resolution/contract.js';
import { lastWriteWins } from '../../src/sim/resolution/registers.js';
import { findOrderDependence } from '../support/resolver-laws.js';

/** Merges by timestamp alone: of two equal stamps it takes the one that comes last. */
const takesTies: RegisterResolver = {
  name: 'takes-ties',
  isTotalOrder: true,
  decide(incoming, held, _relation, versions) {
    const isOlder = versions.stampOf(incoming) < versions.stampOf(held);
    return isOlder ? Decision.keepHeld : Decision.takeIncoming;
  },
};

/** The same, the other way: of two equal stamps it keeps the one that came first. */
const keepsTies: RegisterResolver = {
  name: 'keeps-ties',
  isTotalOrder: true,
  decide(incoming, held, _relation, versions) {
    const isNewer = versions.stampOf(incoming) > versions.stampOf(held);
    return isNewer ? Decision.takeIncoming : Decision.keepHeld;
  },
};

describe('last-write-wins by timestamp alone', () => {
  test.each([takesTies, keepsTies])('is caught when it is $name, by two writes', (resolver) => {
    const found = findOrderDependence(resolver);
    expect(found).not.toBeNull();
    expect(found?.holds[0]).not.toEqual(found?.holds[1]);
  });

  test('is not what ours does', () => {
    expect(findOrderDependence(lastWriteWins)).toBeNull();
  });
});
