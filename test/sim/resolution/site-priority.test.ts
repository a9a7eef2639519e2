import { describe, expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { Decision, type Versions } from '../../../src/sim/resolution/contract.js';
import { sitePriority } from '../../../src/sim/resolution/site-priority.js';
import { findOrderDependence } from '../../support/resolver-laws.js';

const { before, after, concurrent, equal } = Relation;
const { keepHeld, takeIncoming } = Decision;

/** Version n is of leader n, and stamped n. */
const versions: Versions = {
  stampOf: (version) => version,
  leaderOf: (version) => version,
  compare: () => concurrent,
};

describe('site priority', () => {
  test('takes what is newer, and keeps what is not, whatever the site', () => {
    const rule = sitePriority([0, 1]);
    expect(rule.decide(1, 0, after, versions)).toBe(takeIncoming);
    expect(rule.decide(0, 1, before, versions)).toBe(keepHeld);
    expect(rule.decide(0, 0, equal, versions)).toBe(keepHeld);
  });

  test('of two concurrent versions keeps that of the site which comes first', () => {
    const rule = sitePriority([2, 0]);
    expect(rule.decide(2, 0, concurrent, versions)).toBe(takeIncoming);
    expect(rule.decide(0, 2, concurrent, versions)).toBe(keepHeld);
  });

  test('puts sites that are not named behind, in their order', () => {
    const rule = sitePriority([2]);
    expect(rule.decide(1, 0, concurrent, versions)).toBe(keepHeld);
    expect(rule.decide(0, 1, concurrent, versions)).toBe(takeIncoming);
    expect(rule.decide(2, 0, concurrent, versions)).toBe(takeIncoming);
  });

  test('of one site keeps the later stamp', () => {
    const oneSite = { ...versions, leaderOf: () => 0 };
    const rule = sitePriority([]);
    expect(rule.decide(1, 0, concurrent, oneSite)).toBe(takeIncoming);
    expect(rule.decide(0, 1, concurrent, oneSite)).toBe(keepHeld);
  });

  test('ends alike in whatever order concurrent writes come', () => {
    expect(findOrderDependence(sitePriority([1, 0]))).toBeNull();
  });
});
