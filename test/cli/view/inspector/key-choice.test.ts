import { expect, test } from 'vitest';
import { keyToFollow, nearestKey, noChoice } from '../../../../src/cli/view/inspector/key-choice.js';
import { stateAt } from '../live/sample-state.js';

test('before the first write there is no key to follow', () => {
  expect(keyToFollow(stateAt(0).record.log)).toBeNull();
});

test('without a conflict the newest write is followed, afterwards the latest conflict', () => {
  expect(keyToFollow(stateAt(2_500_000).record.log)).toBe('cart:5');
  expect(keyToFollow(stateAt(12_500_000).record.log)).toBe('cart:0');
});

test('what is typed stands for its nearest match', () => {
  expect(nearestKey(noChoice)).toBeNull();
  expect(nearestKey({ ...noChoice, typed: '', matches: ['a'] })).toBeNull();
  expect(nearestKey({ ...noChoice, typed: 'x', matches: [] })).toBeNull();
  expect(nearestKey({ ...noChoice, typed: 'a', matches: ['ab', 'ba'] })).toBe('ab');
});
