import { expect, test } from 'vitest';
import type { Choice } from '../../../../src/cli/view/choice/choice.js';
import { rankChoices } from '../../../../src/cli/view/choice/rank-choices.js';

const choices: readonly Choice[] = [
  makeChoice('half-brain', 'Only about a half', { about: 'A split in the middle.' }),
  makeChoice('long-partition', 'Two halves that split'),
  makeChoice('split-brain', 'Two leaders, one key', { tags: ['MySQL'] }),
  makeChoice('unsplittable', 'Nothing comes apart', { group: 'Clocks' }),
];

test('the start of a name comes before a title, a title before the inside of a name, the text about it last', () => {
  expect(namesFor('split')).toEqual(['split-brain', 'long-partition', 'unsplittable', 'half-brain']);
});

test('without a word everything is there in its own order, and no letter is marked', () => {
  expect(namesFor('  ')).toEqual(choices.map(({ name }) => name));
  expect(rankChoices(choices, '').flatMap(({ nameMarks }) => nameMarks)).toEqual([]);
});

test('every word must fit somewhere, in capitals or not, in whatever order', () => {
  expect(namesFor('BRAIN two')).toEqual(['split-brain']);
  expect(namesFor('brain clocks')).toEqual([]);
});

test('tags and groups find', () => {
  expect(namesFor('mysql')).toEqual(['split-brain']);
  expect(namesFor('clocks')).toEqual(['unsplittable']);
});

test('letters in their order find a name, from the start of one of its words', () => {
  expect(namesFor('spbr')).toEqual(['split-brain']);
  expect(namesFor('ltpa')).toEqual([]);
  expect(namesFor('sn')).toEqual([]);
  expect(rankChoices(choices, 'spbr')[0]?.nameMarks).toEqual([0, 1, 6, 7]);
});

test('the letters that fit are marked in name and title', () => {
  const [first] = rankChoices(choices, 'lead brain');
  expect(first?.nameMarks).toEqual([6, 7, 8, 9, 10]);
  expect(first?.titleMarks).toEqual([4, 5, 6, 7]);
});

test('a letter that takes more room in small keeps the marks in their places', () => {
  const [found] = rankChoices([makeChoice('İstanbul', 'A place')], 'stan');
  expect(found?.nameMarks).toEqual([1, 2, 3, 4]);
});

function namesFor(query: string): readonly string[] {
  return rankChoices(choices, query).map(({ choice }) => choice.name);
}

function makeChoice(name: string, title: string, more: Partial<Choice> = {}): Choice {
  return { name, title, group: '', tags: [], about: '', ...more };
}
