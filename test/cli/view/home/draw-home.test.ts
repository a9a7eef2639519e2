import { describe, expect, test } from 'vitest';
import { moveSelection, typeInto } from '../../../../src/cli/view/choice/choice.js';
import { rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme, unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import { drawHome, pageOfHome } from '../../../../src/cli/view/home/draw-home.js';
import { addSections, changeList, changeSection, startHome } from '../../../../src/cli/view/home/home-state.js';
import type { HomeState } from '../../../../src/cli/view/home/home-state.js';
import { textOf } from '../live/sample-state.js';
import { files, makeEntry, scenarios } from './sample-home.js';

const home = { ...addSections(startHome([scenarios]), [files]), isLooking: false };
const small = { columns: 80, rows: 23 };

test('the list stands under its headings, the selected one is told about below', () => {
  const text = draw(home);
  expect(text).toContain('[Scenarios 3]  Your files 2');
  expect(text).toMatch(/│ A first look +│\n│> quiet-day +All about quiet-day +│\n│ Conflicts/);
  expect(text).toContain('What happens in quiet-day, and what to notice.');
  expect(text).toContain('Expects  converged: true; lost-writes: 0');
  expect(text).toContain('$ quarrel run quiet-day');
});

test('a search leaves out headings and says how many fit, in every section', () => {
  const text = draw(search('split'));
  expect(text).toContain('[Scenarios 2]  Your files 0');
  expect(text).toContain('1/2 of 3');
  expect(text).toContain('Search: split_');
  expect(text).not.toContain('Conflicts');
  expect(text).toContain('> split-brain');
});

test('letters that fit are in another tone', () => {
  const rows = drawHome(search('brain'), small, unicodeTheme);
  const [selected] = rows.filter((row) => row.some(({ text }) => text.startsWith('> ')));
  expect(selected?.filter(({ tone }) => tone === 'accent').map(({ text }) => text)).toEqual(['brain', 'brain']);
});

test('where nothing fits it says so, and where something does', () => {
  expect(draw(search('torn'))).toContain('Nothing here says that; tab: Your files (1).');
  expect(draw(search('xyzzy'))).toContain('Nothing here says that; esc lists everything again.');
});

test('a broken file says why, in words', () => {
  const text = draw(changeList(changeSection(home, 1), (list) => moveSelection(list, 1)));
  expect(text).toMatch(/> torn.yaml +BROKEN: line 3:1: no mapping/);
});

describe.each([
  [60, 17], [80, 23], [109, 30], [110, 30], [120, 35], [140, 39], [300, 89],
])('at %i by %i', (columns, rows) => {
  const wide = makeEntry('名'.repeat(40), { title: '長い題名'.repeat(30), about: 'a'.repeat(900), group: '組'.repeat(70) });
  const long = makeEntry('a-name-of-sixty-characters-'.padEnd(60, 'x'), { about: 'Words '.repeat(300), tags: ['T'.repeat(200)] });
  const many = startHome([{ title: 'Scenarios', entries: [wide, long, ...Array.from({ length: 400 }, (_, i) => makeEntry(`one-${i}`))] }]);

  test.each([0, 1, 200, 401])('every row fits and the selected one is in sight, number %i', (selected) => {
    const state = changeList(many, (list) => moveSelection(list, selected));
    const drawn = drawHome(state, { columns, rows }, unicodeTheme);
    expect(drawn).toHaveLength(rows);
    for (const row of drawn) expect(rowWidth(row)).toBeLessThanOrEqual(columns);
    expect(textOf(drawn)).toContain('│> ');
    expect(textOf(drawn)).toContain('$ quarrel run');
  });

  test('a page is what the list shows', () => {
    expect(pageOfHome({ columns, rows })).toBeGreaterThan(2);
  });
});

test('what is cut ends in an ellipsis', () => {
  const state = startHome([{ title: 'Scenarios', entries: [makeEntry('one', { about: 'Words '.repeat(300) })] }]);
  expect(draw(state)).toMatch(/Words Words …/);
});

test('in ASCII there is nothing else', () => {
  const text = textOf(drawHome({ ...search('split'), opening: 'split-brain' }, small, asciiTheme));
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
});

test('sections that do not fit give way to the one in sight', () => {
  const shelves = Array.from({ length: 9 }, (_, index) => ({ ...files, title: `Section ${index}` }));
  const text = textOf(drawHome(changeSection(startHome(shelves), 8), { columns: 60, rows: 17 }, unicodeTheme));
  expect(text.split('\n')[1]).toMatch(/^ ….*\[Section 8 2\]$/);
});

function search(query: string): HomeState {
  return [...query].reduce<HomeState>((state, letter) => changeList(state, (list) => typeInto(list, letter)), home);
}

function draw(state: HomeState): string {
  return textOf(drawHome(state, small, unicodeTheme));
}
