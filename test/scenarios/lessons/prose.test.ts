import { describe, expect, it } from 'vitest';
import { fillProse, readProse, strayNumbers } from '../../../src/scenarios/lessons/prose.js';
import { numberOf } from '../../../src/scenarios/lessons/value.js';

function strays(text: string): readonly string[] {
  const read = readProse(text);
  if (!read.ok) throw new Error(read.message);
  return strayNumbers(read.value);
}

describe('a text', () => {
  it('is filled in from the run', () => {
    const read = readProse('Lost: {lost-writes}. [^a]');
    if (!read.ok) throw new Error(read.message);
    expect(fillProse(read.value, () => numberOf(4, 'count'))).toEqual([
      { kind: 'text', text: 'Lost: ' }, { kind: 'value', value: numberOf(4, 'count') },
      { kind: 'text', text: '. ' }, { kind: 'source', name: 'a' },
    ]);
  });

  it.each(['', '   ', 'a { b', 'a } b', '{}', '{a b}', '{{a}}'])('"%s" is refused', (text) => {
    expect(readProse(text).ok).toBe(false);
  });

  it.each<[string, readonly string[]]>([
    ['It loses 4 writes.', ['4']],
    ['After 1.5s and 99.9% and 10 ms, and 20ms.', ['1.5s', '99.9%', '10', '20ms']],
    ['Between 5–10 and 1,024KiB (or 3x).', ['5', '10', '1,024KiB', '3x']],
    ['-210ms behind, the 2nd one.', ['210ms', '2nd']],
    ['The cart:17 of UUIDv7 at p99 in ap-south-1.', []],
    ['It loses {lost-writes} writes.', []],
    ['GitHub lost 954 writes. [^github]', []],
    ['GitHub lost 954 writes [^github]. Here 5 are lost.', ['5']],
    ['First 3 here. GitHub lost 954. [^github]', ['3']],
  ])('%s', (text, expected) => {
    expect(strays(text)).toEqual(expected);
  });
});
