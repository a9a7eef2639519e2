import { expect, test } from 'vitest';
import { describeStamp } from '../../../../src/cli/view/words/stamp-words.js';

test('each kind of stamp reads in its own way', () => {
  expect(describeStamp({ kind: 'lamport', count: 12_345 })).toBe('count 12,345');
  expect(describeStamp({ kind: 'hybrid', lUs: 1_200_000, c: 3 })).toBe('at 1.200+3');
  expect(describeStamp({ kind: 'truetime', latestUs: 1_204_000 })).toBe('by 1.204');
});
