import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  didYouMean, editDistance, listWords, nearestWord,
} from '../../src/scenarios/suggestion.js';

test('a swap of neighbours, a missing and a wrong letter each cost one', () => {
  expect(editDistance('mesh', 'mehs')).toBe(1);
  expect(editDistance('mesh', 'msh')).toBe(1);
  expect(editDistance('mesh', 'mash')).toBe(1);
  expect(editDistance('', 'ring')).toBe(4);
});

test('the edit distance is symmetric, and zero between equal words alone', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});

test('the nearest word is proposed, and none when all are far', () => {
  expect(nearestWord('durration', ['regions', 'duration'])).toBe('duration');
  expect(nearestWord('two_way_ring', ['ring', 'two-way-ring'])).toBe('two-way-ring');
  expect(nearestWord('or-set', ['lww', 'fww', 'arrival', 'siblings'])).toBeNull();
  expect(nearestWord('x'.repeat(100_000), ['x'])).toBeNull();
});

test('a proposal is a whole question', () => {
  expect(didYouMean('mash', ['mesh'])).toEqual({ suggestion: 'did you mean "mesh"?' });
  expect(didYouMean('zzzz', ['mesh'])).toEqual({});
});

test('long lists are cut', () => {
  expect(listWords(['a', 'b', 'c'])).toBe('a, b or c');
  expect(listWords(['a'])).toBe('a');
  expect(listWords([])).toBe('none');
  expect(listWords(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
});
