import { expect, test } from 'vitest';
import { drawEdit, mostErased, typedWords } from '../../../src/sim/workload/text-edits.js';

const identities = Array.from({ length: 4000 }, (_, n) => n * 7919);

test('the same request makes the same edit', () => {
  expect(drawEdit('insert', 17, 'Hello')).toEqual(drawEdit('insert', 17, 'Hello'));
});

test('inserts go to every place of the text alike, before its end and behind', () => {
  const places = new Map<number, number>();
  for (const identity of identities) {
    const edit = drawEdit('insert', identity, '🙂bc');
    if (edit.kind === 'insert') places.set(edit.at, (places.get(edit.at) ?? 0) + 1);
  }
  expect([...places.keys()].sort()).toEqual([0, 1, 2, 3]);
  // 1000 each: a standard deviation is 27.
  for (const count of places.values()) expect(Math.abs(count - 1000)).toBeLessThan(140);
});

test('all words are typed, and erases take one to five characters of the text', () => {
  const texts = new Set<string>();
  const lengths = new Set<number>();
  for (const identity of identities) {
    const insert = drawEdit('insert', identity, '');
    const erase = drawEdit('erase', identity, 'Hello');
    if (insert.kind === 'insert') texts.add(insert.text);
    if (erase.kind !== 'erase') continue;
    lengths.add(erase.length);
    expect(erase.at).toBeLessThan(5);
  }
  expect([...texts].sort()).toEqual([...typedWords].sort());
  expect([...lengths].sort()).toEqual(Array.from({ length: mostErased }, (_, n) => n + 1));
});
