import { expect, test } from 'vitest';
import { stackKeys } from '../../../../src/cli/view/keys/stack-keys.js';
import type { StackKeyContext } from '../../../../src/cli/view/keys/stack-keys.js';
import { everyKeyTable } from '../../../../src/cli/view/keys/every-table.js';
import { drawHelpLine, drawKeyList, findAction, namesOfKeys, offeredKeys } from '../../../../src/cli/view/keys/key-table.js';
import { rowText } from '../../../../src/cli/view/drawing/row.js';
import { textOf } from '../live/sample-state.js';

const context: StackKeyContext = { mode: 'screen', hasBelow: false, hasMoreKeys: false, hasEarlierKeys: false, hasColors: true };

test('a key does what the table says, in the modes that it says', () => {
  expect(findAction(stackKeys, 'q', context)).toBe('back');
  expect(findAction(stackKeys, 'q', { ...context, mode: 'typing' } as const)).toBeNull();
  expect(findAction(stackKeys, 'ctrl+c', { ...context, mode: 'typing' } as const)).toBe('interrupt');
  expect(findAction(stackKeys, 'x', context)).toBeNull();
});

test('labels say what a key would do now', () => {
  expect(rowText(drawHelpLine(offeredKeys(stackKeys, context), 80))).toBe(' ? help  q quit');
  expect(rowText(drawHelpLine(offeredKeys(stackKeys, { ...context, hasBelow: true }), 80))).toBe(' ? help  q back');
});

test('a help line that is too long leaves out the highest ranks first', () => {
  const offered = [
    { shown: 'space', label: 'run', rank: 3 },
    { shown: '.', label: 'step', rank: 4 },
    ...offeredKeys(stackKeys, context),
  ];
  expect(rowText(drawHelpLine(offered, 34))).toBe(' space run  . step  ? help  q quit');
  expect(rowText(drawHelpLine(offered, 33))).toBe(' space run  ? help  q quit');
  expect(rowText(drawHelpLine(offered, 8))).toBe(' q quit');
  expect(rowText(drawHelpLine(offered, 3)).trim()).toBe('');
});

test('every key is listed with one sentence', () => {
  const list = textOf(drawKeyList(stackKeys.bindings));
  for (const { keys, about } of stackKeys.bindings) {
    expect(list).toContain(about);
    expect(list).toContain(namesOfKeys(keys).join(' '));
  }
});

test('what keys do stands in one column, by the names on a keyboard', () => {
  const columns = everyKeyTable.map(({ bindings }) => new Set(drawKeyList(bindings).map((row, at) => rowText(row).indexOf(bindings[at]?.about ?? ''))));
  expect(columns.map(({ size }) => size)).toEqual(everyKeyTable.map(() => 1));
  expect(namesOfKeys(['1', '2', '3'])).toEqual(['1-3']);
  expect(namesOfKeys(['return', 'page-down', '7'])).toEqual(['enter', 'page down', '7']);
});
