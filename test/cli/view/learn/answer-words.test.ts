import { describe, expect, it } from 'vitest';
import { listedWords, placedWords } from '../../../../src/cli/view/learn/answer-words.js';

describe('an answer in words', () => {
  const items = [{ number: 2, text: 'far (9 ms)' }, { number: 1, text: 'near (9 us)' }];

  it('is listed as it is typed, and placed as it is ordered', () => {
    expect(listedWords({ isOrder: true, items, near: '' })).toEqual(['2: far (9 ms)', '1: near (9 us)']);
    expect(placedWords({ isOrder: true, items, near: '' })).toBe('1. far (9 ms); 2. near (9 us)');
    expect(placedWords({ isOrder: false, items, near: '' })).toBe('2: far (9 ms); 1: near (9 us)');
  });

  it('says once how far off counts too', () => {
    expect(listedWords({ isOrder: false, items: [{ number: null, text: '9 ms' }], near: 'within 10 % counts' })).toEqual(['9 ms (within 10 % counts)']);
  });
});
