import { describe, expect, it } from 'vitest';
import { proseWords, valueWords } from '../../../../src/cli/view/learn/lesson-words.js';
import { numberOf } from '../../../../src/scenarios/lessons/value.js';

describe('a value in a text', () => {
  it.each([
    [0.698492, '69.85 %'], [1, '100 %'], [0, '0 %'], [0.99, '99 %'], [0.999995, '99.9995 %'],
  ])('tells a share of %s as %s, with more places where it is nearly all', (share, words) => {
    expect(valueWords(numberOf(share, 'share'))).toBe(words);
  });

  it.each([
    [900, '900 us'], [5000, '5 ms'], [126_830, '126.8 ms'], [9_085_000, '9.09 s'], [180e6, '3 min'],
  ])('tells %s microseconds as %s', (us, words) => {
    expect(valueWords(numberOf(us, 'duration'))).toBe(words);
  });
});

describe('a text', () => {
  it('numbers what it cites by the order of the sources', () => {
    const sources = ['lamport', 'dynamo'].map((name) => ({ name, title: name, url: null }));
    expect(proseWords([{ kind: 'text', text: 'It merges. ' }, { kind: 'source', name: 'dynamo' }], sources)).toBe('It merges. [2]');
  });
});
