import { describe, expect, test } from 'vitest';
import { drawHelpLine, drawKeyList, findAction, keyBindings } from '../../../../src/cli/view/live/keys.js';
import type { KeyContext } from '../../../../src/cli/view/live/keys.js';
import { rowText } from '../../../../src/cli/view/drawing/row.js';
import { textOf } from './sample-state.js';

const context: KeyContext = {
  mode: 'view',
  playback: 'paused',
  isAtStart: false,
  canGoFaster: true,
  canGoSlower: true,
  hasFilter: false,
  canScrollUp: false,
  canScrollDown: false,
};

test.each(['view', 'filter', 'help'] as const)('in %s no key is bound twice', (mode) => {
  const keys = keyBindings.filter(({ modes }) => modes.includes(mode)).flatMap(({ keys }) => keys);
  expect(keys.length).toBeGreaterThan(0);
  expect(new Set(keys).size).toBe(keys.length);
});

test('no action is in the table twice', () => {
  const actions = keyBindings.map(({ action }) => action);
  expect(new Set(actions).size).toBe(actions.length);
});

test('every key is explained in one sentence', () => {
  const list = textOf(drawKeyList());
  for (const { keys, about } of keyBindings) {
    expect(list).toContain(about);
    expect(list).toContain(keys.join(' '));
  }
});

test('a key does what the table says', () => {
  expect(findAction('space', context)).toBe('toggle');
  expect(findAction('=', context)).toBe('faster');
  expect(findAction('G', context)).toBe('end');
  expect(findAction('ctrl+c', context)).toBe('interrupt');
  expect(findAction('x', context)).toBeNull();
});

describe('a key that would do nothing', () => {
  test.each([
    ['space', { playback: 'finished' }],
    ['.', { playback: 'judging' }],
    ['+', { canGoFaster: false }],
    ['-', { canGoSlower: false }],
    ['g', { isAtStart: true }],
    ['down', {}],
    ['escape', {}],
    ['q', { mode: 'filter' }],
  ] as const)('%s is neither bound nor shown', (key, change) => {
    const now = { ...context, ...change };
    expect(findAction(key, now)).toBeNull();
    const binding = keyBindings.find(({ keys }) => keys.includes(key));
    const shown = rowText(drawHelpLine(now, 200));
    expect(shown.split('  ').some((entry) => entry.startsWith(` ${binding?.shown} `))).toBe(false);
    expect(shown).not.toContain(`  ${binding?.shown} `);
  });
});

test('the help line says what the space bar would do', () => {
  expect(rowText(drawHelpLine(context, 80))).toContain('space run');
  expect(rowText(drawHelpLine({ ...context, playback: 'running' }, 80))).toContain('space pause');
});

test('all keys of a running view fit in 80 columns', () => {
  const line = rowText(drawHelpLine({ ...context, playback: 'running' }, 80));
  expect(line).toBe(
    ' space pause  . step  + fast  - slow  g start  G end  / filter  ? help  q quit',
  );
});

test('a narrow help line keeps how to get help and how to get out', () => {
  const line = rowText(drawHelpLine(context, 24));
  expect(line.length).toBeLessThanOrEqual(24);
  expect(line).toContain('? help');
  expect(line).toContain('q quit');
});

test('while a filter is typed the help line has the keys for that', () => {
  const now = { ...context, mode: 'filter', hasFilter: true } as const;
  expect(rowText(drawHelpLine(now, 80))).toBe(' enter keep  backspace erase  esc no filter');
});
