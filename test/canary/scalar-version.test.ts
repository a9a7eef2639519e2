/** One version number for a row in place of a vector: it must be caught, by the laws and in a run. */
import { expect, test } from 'vitest';
import { Relation } from '../../src/sim/causality/relation.js';
import type { VectorComparator } from '../../src/sim/causality/version-vector.js';
import { simulate } from '../../src/sim/simulate.js';
import { findBrokenLaws } from '../support/comparator-laws.js';
import { bothWays, ms, scenario, write } from '../support/scenario.js';

/** "The higher version is newer": what a `version` column knows of a row is its greatest number. */
const comparesVersions: VectorComparator = (entries, width, ...vectors) => {
  const [at, author, dot, heldAt, heldAuthor, heldDot] = vectors;
  const incoming = Math.max(dot, ...entries.subarray(at, at + width).filter((_, i) => i !== author));
  const held = Math.max(
    heldDot,
    ...entries.subarray(heldAt, heldAt + width).filter((_, i) => i !== heldAuthor),
  );
  if (incoming === held) return Relation.equal;
  return incoming > held ? Relation.after : Relation.before;
};

/** Both sides of a partition write the row. */
const bothWrite = scenario({
  conflicts: { resolve: 'siblings' },
  workload: { script: [write(100 * ms, 0, 'x', 'A'), write(200 * ms, 1, 'x', 'B')] },
  faults: [{ kind: 'partition', atUs: 0, untilUs: 500 * ms, cuts: bothWays([0, 1]) }],
});

test('a version column breaks the laws of comparison', () => {
  expect(findBrokenLaws(comparesVersions)).toContain('before means covered in every entry');
});

test('a version column misses the conflict, and the oracle finds the lost write', () => {
  const { report } = simulate(bothWrite, { compareVectors: comparesVersions });
  expect(report.conflicts).toMatchObject({ distinct: 1, detected: 0, missed: 2 });
  expect(report.fates).toMatchObject({ lost: 1, visible: 1 });
});

test('vectors keep both', () => {
  const { report } = simulate(bothWrite);
  expect(report.conflicts).toMatchObject({ distinct: 1, detected: 2, missed: 0 });
  expect(report.fates).toMatchObject({ lost: 0, merged: 2 });
});
