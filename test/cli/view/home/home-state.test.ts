import { expect, test } from 'vitest';
import { eraseFrom, moveSelection, typeInto } from '../../../../src/cli/view/choice/choice.js';
import {
  addSections, changeList, changeSection, currentList, renewSections, selectedEntry, startHome,
} from '../../../../src/cli/view/home/home-state.js';
import { files, makeEntry, scenarios } from './sample-home.js';

const home = addSections(startHome([scenarios]), [{ title: 'Saved failures', entries: [] }, files]);

test('a section without entries does not appear', () => {
  expect(home.sections.map(({ title }) => title)).toEqual(['Scenarios', 'Your files']);
  expect(selectedEntry(startHome([]))).toBeNull();
});

test('sections follow each other round and round', () => {
  expect(changeSection(home, 1).current).toBe(1);
  expect(changeSection(home, 2).current).toBe(0);
  expect(changeSection(home, -1).current).toBe(1);
  expect(changeSection(startHome([]), 1).current).toBe(0);
});

test('what is typed is searched for in every section, and erased in every section', () => {
  const typed = changeList(home, (list) => typeInto(typeInto(list, 'm'), 'i'));
  expect(typed.sections.map(({ list }) => list.query)).toEqual(['mi', 'mi']);
  expect(selectedEntry(changeSection(typed, 1))?.name).toBe('mine.yaml');
  const erased = changeList(typed, (list) => eraseFrom(eraseFrom(eraseFrom(list))));
  expect(erased.sections.map(({ list }) => list.isSearching)).toEqual([false, false]);
});

test('a section keeps its selection while another one is in sight', () => {
  const moved = changeList(home, (list) => moveSelection(list, 2));
  expect(selectedEntry(changeSection(changeSection(moved, 1), -1))?.name).toBe('long-split');
});

test('sections that come later are searched for what was typed before', () => {
  const typed = changeList(startHome([scenarios]), (list) => typeInto(list, 't'));
  const later = addSections(typed, [files]);
  expect(currentList(changeSection(later, 1))).toMatchObject({ query: 't', isSearching: true });
});

test('a section is renewed where it is, searched for the same', () => {
  const typed = changeList(home, (list) => moveSelection(typeInto(list, 's'), 1));
  const name = selectedEntry(typed)?.name ?? '';
  const renewed = renewSections(typed, [{ title: 'Scenarios', entries: [makeEntry('new'), ...scenarios.entries.map((entry) => ({ ...entry, title: 'news' }))] }]);
  expect(selectedEntry(renewed)).toMatchObject({ name, title: 'news' });
  expect(renewed.sections.map(({ list }) => [list.query, list.isSearching])).toEqual([['s', true], ['s', true]]);
  expect(renewed.sections[1]).toEqual(typed.sections[1]);
});
