import { describe, expect, test } from 'vitest';
import { drawHelpLine, findAction, offeredKeys } from '../../../../src/cli/view/keys/key-table.js';
import { liveKeys } from '../../../../src/cli/view/live/live-keys.js';
import type { LiveKeyContext } from '../../../../src/cli/view/live/live-keys.js';
import { rowText } from '../../../../src/cli/view/drawing/row.js';

const context: LiveKeyContext = {
  mode: 'view',
  playback: 'paused',
  isAtStart: false,
  canGoFaster: true,
  canGoSlower: true,
  hasFilter: false,
  canScrollUp: false,
  canScrollDown: false,
  canExplain: false,
  canDraw: false,
  canReport: false,
};

function helpLine(now: LiveKeyContext, columns: number): string {
  return rowText(drawHelpLine(offeredKeys(liveKeys, now), columns));
}

test('a key does what the table says', () => {
  expect(findAction(liveKeys, 'space', context)).toBe('toggle');
  expect(findAction(liveKeys, '=', context)).toBe('faster');
  expect(findAction(liveKeys, 'G', context)).toBe('end');
  expect(findAction(liveKeys, 'x', context)).toBeNull();
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
    ['.', { mode: 'filter' }],
  ] as const)('%s is neither bound nor shown', (key, change) => {
    const now = { ...context, ...change };
    expect(findAction(liveKeys, key, now)).toBeNull();
    const binding = liveKeys.bindings.find(({ keys }) => keys.includes(key));
    const shown = helpLine(now, 200);
    expect(shown.split('  ').some((entry) => entry.startsWith(` ${binding?.shown} `))).toBe(false);
    expect(shown).not.toContain(`  ${binding?.shown} `);
  });
});

test('the help line says what the space bar would do', () => {
  expect(helpLine(context, 80)).toContain('space run');
  expect(helpLine({ ...context, playback: 'running' }, 80)).toContain('space pause');
});

test('all keys of a running view fit in 80 columns', () => {
  const line = helpLine({ ...context, playback: 'running' }, 80);
  expect(line).toBe(
    ' space pause  . step  + fast  - slow  g start  G end  / filter  y copy',
  );
});

test('while a filter is typed the help line has the keys for that', () => {
  const now = { ...context, mode: 'filter', hasFilter: true } as const;
  expect(helpLine(now, 80)).toBe(' enter keep  backspace erase  esc no filter');
});
