import { expect, test } from 'vitest';
import {
  beginSearch, chosenOf, endSearch, eraseFrom, longestQuery, moveSelection, restSearch, startChoice,
  typeInto,
} from '../../../../src/cli/view/choice/choice.js';
import type { Choice } from '../../../../src/cli/view/choice/choice.js';

const list = startChoice(['alpha', 'beta', 'gamma'].map(makeChoice));

test('the selection moves no further than to the ends', () => {
  expect(moveSelection(list, -1).selected).toBe(0);
  expect(chosenOf(moveSelection(list, 1))?.name).toBe('beta');
  expect(chosenOf(moveSelection(list, 99))?.name).toBe('gamma');
  expect(moveSelection(startChoice<Choice>([]), 5).selected).toBe(0);
});

test('what fits best is selected after each letter', () => {
  const typed = typeInto(moveSelection(list, 2), 'b');
  expect(typed).toMatchObject({ query: 'b', isSearching: true, selected: 0 });
  expect(chosenOf(typed)?.name).toBe('beta');
  expect(chosenOf(typeInto(typed, 'x'))).toBeNull();
});

test('a search ends with the selection where it is, and when there is nothing left to erase', () => {
  const typed = typeInto(list, 'g');
  expect(chosenOf(endSearch(typed))?.name).toBe('gamma');
  expect(endSearch(typed)).toMatchObject({ query: '', isSearching: false });
  const erased = eraseFrom(typed);
  expect(erased).toMatchObject({ query: '', isSearching: true });
  expect(erased.found).toHaveLength(3);
  expect(eraseFrom(erased).isSearching).toBe(false);
});

test('a search that rests keeps what was found, and goes on with the next letter', () => {
  const resting = restSearch(typeInto(list, 'm'));
  expect(resting).toMatchObject({ query: 'm', isSearching: false });
  expect(typeInto(resting, 'm')).toMatchObject({ query: 'mm', isSearching: true });
});

test('a search can be asked for without a letter, and has an end', () => {
  expect(beginSearch(list)).toMatchObject({ isSearching: true, query: '' });
  const long = [...'a'.repeat(longestQuery + 5)].reduce(typeInto<Choice>, list);
  expect(long.query).toHaveLength(longestQuery);
});

function makeChoice(name: string): Choice {
  return { name, title: `The ${name}`, group: '', tags: [], about: '' };
}
