import { expect, test } from 'vitest';
import { stackKeys } from '../../../../src/cli/view/keys/stack-keys.js';
import type { StackKeyContext } from '../../../../src/cli/view/keys/stack-keys.js';
import { drawHelpLine, drawKeyList, findAction, offeredKeys } from '../../../../src/cli/view/keys/key-table.js';
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
    expect(list).toContain(keys.join(' '));
  }
});
