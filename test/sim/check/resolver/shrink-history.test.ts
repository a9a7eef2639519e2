import { expect, test } from 'vitest';
import { ResolverChecker } from '../../../../src/sim/check-resolver.js';
import { drawHistory } from '../../../../src/sim/check/resolver/random-histories.js';
import { makePlain, shrinkHistory } from '../../../../src/sim/check/resolver/shrink-history.js';
import type { SmallHistory } from '../../../../src/sim/resolver-check.js';
import { arrival, sum } from '../../../support/small-resolvers.js';

test('a random history of six writes shrinks to two concurrent ones, plain to read', () => {
  const checker = new ResolverChecker(arrival);
  const fails = (history: SmallHistory): boolean => checker.judge('convergent', history) !== null;
  const shape = { replicas: 3, writes: 6, operations: 3 };
  const failing = Array.from({ length: 80 }, (_, number) => drawHistory(3, number, shape)).filter(fails);
  expect(failing.length).toBeGreaterThan(10);
  for (const history of failing) {
    const smallest = shrinkHistory(history, fails);
    expect(fails(smallest)).toBe(true);
    expect(smallest).toMatchObject({
      replicas: 2,
      writes: [{ replica: 0, stamp: 1, takes: [] }, { replica: 1, stamp: 2, takes: [] }],
    });
  }
});

test('a message that comes twice stays only where it is what fails', () => {
  const checker = new ResolverChecker(sum);
  const fails = (history: SmallHistory): boolean => checker.judge('idempotent', history) !== null
    || checker.judge('convergent', history) !== null;
  const twice = { replicas: 2, writes: [{ operation: 0, replica: 0, stamp: 1, takes: [] }], ends: [[], [0, 0, 0]] };
  expect(shrinkHistory(twice, (history) => history.ends[1].length > 0 && fails(history)).ends).toEqual([[], [0]]);
  const diverges = (history: SmallHistory): boolean => checker.judge('convergent', history)?.fault.kind === 'diverged';
  expect(shrinkHistory(twice, diverges).ends).toEqual([[], [0, 0]]);
});

test('who only listens is dropped, but never the last but one', () => {
  const history = { replicas: 3, writes: [{ operation: 0, replica: 1, stamp: 1, takes: [] }], ends: [[0], [], [0]] };
  expect(makePlain(history, () => true)).toEqual({
    replicas: 2,
    writes: [{ operation: 0, replica: 1, stamp: 1, takes: [] }],
    ends: [[0], []],
  });
  expect(makePlain(history, () => false)).toBe(history);
});
