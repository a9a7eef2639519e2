import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinWords, quoteWord } from '../../src/cli/shell-words.js';

test('a plain word needs no quotes', () => {
  expect(joinWords(['quarrel', 'run', 'a/b.yaml#mine', '--set', 'x.y=40ms'])).toBe(
    'quarrel run a/b.yaml#mine --set x.y=40ms',
  );
});

test('a word with a space, a quote or nothing in it is quoted', () => {
  expect(quoteWord('two words')).toBe("'two words'");
  expect(quoteWord("it's")).toBe(String.raw`'it'\''s'`);
  expect(quoteWord('')).toBe("''");
});

test('a word that begins with # or ~ is quoted, since a shell would not pass it on', () => {
  expect(quoteWord('#mine')).toBe("'#mine'");
  expect(quoteWord('~')).toBe("'~'");
});

test('a shell takes a joined line apart into the same words', () => {
  const word = fc.string({ minLength: 0, maxLength: 12 }).filter((text) => !text.includes('\0'));
  const words = fc.sample(fc.array(word, { minLength: 1, maxLength: 6 }), { numRuns: 12, seed: 1 });
  for (const list of words) {
    const script = `printf '%s\\0' ${joinWords(list)}`;
    const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(printed.split('\0').slice(0, -1)).toEqual(list);
  }
});
