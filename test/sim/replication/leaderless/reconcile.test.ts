import { expect, test } from 'vitest';
import { Relation } from '../../../../src/sim/causality/relation.js';
import { reconcile } from '../../../../src/sim/replication/leaderless/reconcile.js';
import type { Versions } from '../../../../src/sim/resolution/contract.js';
import { versionVectorDetector } from '../../../../src/sim/resolution/detectors.js';
import { keepSiblings, lastWriteWins } from '../../../../src/sim/resolution/registers.js';

/** Of 0, then 1 and 2 that saw it, then 3 that saw 1 and 2; stamps fall. */
const versions: Versions = {
  stampOf: (version) => -version,
  leaderOf: () => 0,
  compare(incoming, held) {
    if (incoming === held) return Relation.equal;
    if (Math.min(incoming, held) === 1 && Math.max(incoming, held) === 2) return Relation.concurrent;
    return incoming > held ? Relation.after : Relation.before;
  },
};

test.each([
  [[0, 1], [1]],
  [[2, 1, 0], [1, 2]],
  [[1, 2, 1], [1, 2]],
  [[3, 1, 2, 0], [3]],
  [[], []],
])('of %j siblings keep %j', (candidates, kept) => {
  const rules = { detector: versionVectorDetector, resolver: keepSiblings, versions };
  expect(reconcile(candidates, rules)).toEqual(kept);
});

test('under last write wins the greatest stamp is left, whoever came first', () => {
  const rules = { detector: versionVectorDetector, resolver: lastWriteWins, versions };
  expect([reconcile([3, 1, 2], rules), reconcile([2, 3, 1], rules)]).toEqual([[1], [1]]);
});
