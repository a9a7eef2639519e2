/** Comparisons of version vectors that people get wrong are caught: by the laws, and in a run. */
import { describe, expect, test } from 'vitest';
import { Relation } from '../../src/sim/causality/relation.js';
import { compareVectors } from '../../src/sim/causality/version-vector.js';
import type { VectorComparator } from '../../src/sim/causality/version-vector.js';
import type { Report } from '../../src/sim/report.js';
import { simulate } from '../../src/sim/simulate.js';
import { findBrokenLaws } from '../support/comparator-laws.js';
import { bothWays, ms, scenario, write } from '../support/scenario.js';

/** "Neither is greater, so they conflict": forgets that two vectors may be the same. */
const callsEqualConcurrent: VectorComparator = (...vectors) => {
  const relation = compareVectors(...vectors);
  return relation === Relation.equal ? Relation.concurrent : relation;
};

/** "More updates is newer": adds the entries up. */
const comparesSums: VectorComparator = (entries, width, ...vectors) => {
  const [at, leader, dot, heldAt, heldLeader, heldDot] = vectors;
  const difference =
    sum(entries, width, { at, leader, dot }) -
    sum(entries, width, { at: heldAt, leader: heldLeader, dot: heldDot });
  if (difference === 0) return Relation.equal;
  return difference > 0 ? Relation.after : Relation.before;
};

/** A delivery that repeats what is held (its acknowledgement was cut off), and a true conflict. */
const repeated = scenario({
  conflicts: { resolve: 'siblings' },
  workload: {
    script: [
      write(0, 0, 'x', 'A'),
      write(600 * ms, 0, 'y', 'B'),
      write(600 * ms, 1, 'y', 'C'),
    ],
  },
  faults: [{ kind: 'partition', atUs: 15 * ms, untilUs: 500 * ms, cuts: bothWays([0, 1]) }],
});

describe('a comparison that calls equal vectors concurrent', () => {
  test('breaks the laws of comparison', () => {
    expect(findBrokenLaws(callsEqualConcurrent)).toContain('a vector equals itself');
  });

  test('raises false alarms in a run where ours raises none', () => {
    expect(conflictsUnder(callsEqualConcurrent)).toMatchObject({ falseAlarms: 1, detected: 2 });
    const ours = { falseAlarms: 0, detected: 2, missed: 0 };
    expect(conflictsUnder(compareVectors)).toMatchObject(ours);
  });
});

describe('a comparison of sums', () => {
  test('breaks the laws of comparison', () => {
    const broken = findBrokenLaws(comparesSums);
    expect(broken).toContain('equal means the same entries');
    expect(broken).toContain('before means covered in every entry');
  });

  test('misses the conflict in a run where ours detects it, and loses a write', () => {
    expect(conflictsUnder(comparesSums)).toMatchObject({ detected: 0, missed: 2 });
    const { report } = simulate(repeated, { compareVectors: comparesSums });
    expect(report.fates.lost).toBeGreaterThan(0);
    expect(simulate(repeated).report.fates).toMatchObject({ lost: 0, merged: 2 });
  });
});

function conflictsUnder(comparator: VectorComparator): Report['conflicts'] {
  return simulate(repeated, { compareVectors: comparator }).report.conflicts;
}

function sum(
  entries: Int32Array,
  width: number,
  { at, leader, dot }: { readonly at: number; readonly leader: number; readonly dot: number },
): number {
  let total = 0;
  for (let i = 0; i < width; i++) total += i === leader ? dot : entries[at + i];
  return total;
}
