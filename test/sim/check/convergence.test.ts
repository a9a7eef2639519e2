import { describe, expect, test } from 'vitest';
import { countDivergentKeys, listValues } from '../../../src/sim/check/convergence.js';
import type { Copies } from '../../../src/sim/check/convergence.js';

/** What writes 0 to 4 wrote; null is a delete. */
const values = ['milk', 'eggs', 'milk', null, null] as const;

describe('divergence', () => {
  test.each([
    ['nothing anywhere', [[], [], []], 0],
    ['the same version everywhere', [[1], [1], [1]], 0],
    ['different versions', [[0], [0], [1]], 1],
    ['different versions of the same value', [[0], [2]], 0],
    ['a version and nothing', [[0], []], 1],
    ['a delete and nothing', [[3], [], [4]], 0],
    ['the same siblings', [[0, 1], [0, 1]], 0],
    ['siblings of the same values', [[0, 1], [1, 2]], 0],
    ['siblings that are fewer elsewhere', [[0, 1], [1]], 1],
    ['two siblings of one value and one version of it', [[0, 2], [0]], 1],
    ['a sibling that is a delete', [[0, 3], [0]], 0],
    ['a single replica', [[0]], 0],
  ])('of %s', (_what, holds, divergent) => {
    expect(countDivergentKeys(copiesOf([holds]))).toBe(divergent);
  });

  test('is counted key by key, over survivors alone', () => {
    const copies = copiesOf([
      [[0], [1], [0]],
      [[0], [0], [0]],
      [[0], [1], [2]],
      [[0], [1], [1]],
    ]);
    expect(countDivergentKeys(copies)).toBe(3);
    expect(countDivergentKeys({ ...copies, survivors: [0, 2] })).toBe(1);
    expect(countDivergentKeys({ ...copies, survivors: [] })).toBe(0);
  });
});

test('merged values are compared as a reader sees them, whatever versions they reflect', () => {
  const copies = copiesOf([[[0], [1], [2]]]);
  const read = [['2'], ['2'], ['3']];
  const merged = (replica: number): readonly string[] => read[replica];
  expect(countDivergentKeys({ ...copies, merged })).toBe(1);
  expect(countDivergentKeys({ ...copies, merged, survivors: [0, 1] })).toBe(0);
  expect(countDivergentKeys({ ...copies, survivors: [0, 1] })).toBe(1);
});

test('the values of some versions are sorted, deletes left out', () => {
  expect(listValues([0, 3, 1, 2], (op) => values[op])).toEqual(['eggs', 'milk', 'milk']);
});

/** What each replica holds, key by key. */
function copiesOf(keys: readonly (readonly (readonly number[])[])[]): Copies {
  return {
    keys: keys.length,
    survivors: keys[0].map((_, replica) => replica),
    single: (replica, key) => {
      const held = keys[key][replica];
      return held.length > 1 ? -2 : (held[0] ?? -1);
    },
    holds: (replica, key) => keys[key][replica],
    valueOf: (op) => values[op],
  };
}
