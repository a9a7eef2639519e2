import { describe, expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { compareVectors } from '../../../src/sim/causality/version-vector.js';
import { compareWhole, findBrokenLaws } from '../../support/comparator-laws.js';

describe('the comparison of version vectors', () => {
  test('is a partial order with joins, equal for the same entries alone', () => {
    expect(findBrokenLaws(compareVectors)).toEqual([]);
  });

  test.each([
    [[5, 3, 2], [4, 5, 2], Relation.concurrent],
    [[5, 3, 2], [5, 3, 2], Relation.equal],
    [[5, 3, 2], [4, 3, 2], Relation.after],
    [[4, 3, 2], [4, 3, 3], Relation.before],
    [[0, 0, 0], [0, 0, 1], Relation.before],
    [[2_000_000_000, 0, 0], [0, 2_000_000_000, 0], Relation.concurrent],
  ])('places %j against %j at %d, whoever accepted them', (incoming, held, relation) => {
    for (const first of [0, 1, 2]) {
      for (const second of [0, 1, 2]) {
        const x = { entries: incoming, leader: first };
        const y = { entries: held, leader: second };
        expect(compareWhole(compareVectors, x, y)).toBe(relation);
      }
    }
  });
});
