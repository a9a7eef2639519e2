import { describe, expect, test } from 'vitest';
import { compareRevisions, revisionId } from '../../../../src/sim/resolution/crdt/revisions.js';

/** `2-de0a`, or `2-de0a deleted`. */
function leaf(text: string) {
  const [name = '', state] = text.split(' ');
  const [generation, id = ''] = name.split('-');
  return { text, generation: Number(generation), id, deleted: state === 'deleted' };
}

describe('the winner among leaves', () => {
  test.each([
    ['a live leaf beats a deleted one of a later generation', '1-aa', ['3-ff deleted', '1-aa']],
    ['the later generation wins', '3-00', ['2-ff', '3-00', '1-ff']],
    ['generations are compared as numbers', '10-00', ['9-ff', '10-00']],
    ['of one generation the greater id wins', '2-de0ea16f', ['2-7c971bb9', '2-de0ea16f']],
    ['ids are compared digit by digit, letters above figures', '2-a0', ['2-9f', '2-a0']],
    ['where all are deleted, the same order picks the tombstone', '2-b deleted', ['2-a deleted', '2-b deleted', '1-f deleted']],
    ['what counts is the generation, not the length of the path that is left', '7-00', ['5-ff', '7-00']],
  ])('%s', (_title, winner, leaves) => {
    for (const order of [leaves, leaves.toReversed()]) {
      expect(order.map(leaf).sort(compareRevisions)[0]?.text).toBe(winner);
    }
  });

  test('stands before all others, live ones first', () => {
    const sorted = ['1-a deleted', '2-b', '2-a', '4-c deleted'].map(leaf).sort(compareRevisions);
    expect(sorted.map(({ text }) => text)).toEqual(['2-b', '2-a', '4-c deleted', '1-a deleted']);
  });

  test('is equal to itself', () => {
    expect(compareRevisions(leaf('2-b'), leaf('2-b'))).toBe(0);
  });
});

describe('the id of a revision', () => {
  const id = revisionId(2, 'aa', 'red');

  test('is 32 hexadecimal digits, the same for the same change', () => {
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(revisionId(2, 'aa', 'red')).toBe(id);
  });

  test('differs by content, parent, generation and deletion', () => {
    const ids = [
      id, revisionId(2, 'aa', 'blue'), revisionId(2, 'ab', 'red'), revisionId(3, 'aa', 'red'),
      revisionId(2, 'aa', null), revisionId(2, 'aa', 'null'), revisionId(2, null, 'red'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
