import { expect, test } from 'vitest';
import { drawLog, titleForLog } from '../../../../src/cli/view/live/log-panel.js';
import { rowText } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt } from './sample-state.js';

const size = { columns: 78, rows: 4 };
const state = stateAt(9_100_000);

test('the newest event is the last row', () => {
  const rows = drawLog(state, size, asciiTheme).map(rowText);
  expect(rows).toHaveLength(4);
  expect(rows.at(-1)).toBe('    9.100 eu-west   write   cart:1 = v91  (w91)  alice');
});

test('a filter leaves the events with its text in them', () => {
  const focus = { mode: 'view', filter: 'cut', moment: '', scroll: 0 } as const;
  const rows = drawLog({ ...state, focus }, size, asciiTheme).map(rowText);
  expect(rows).toHaveLength(4);
  expect(rows.every((row) => row.includes('CUT     link to'))).toBe(true);
});

test('a filter that nothing passes says so', () => {
  const focus = { mode: 'view', filter: 'nowhere', moment: '', scroll: 0 } as const;
  expect(drawLog({ ...state, focus }, size, asciiTheme).map(rowText)[0]).toContain('no event');
});

test('a log in which nothing happened is empty', () => {
  expect(drawLog(stateAt(0), size, asciiTheme)).toEqual([]);
});

test('the title has the filter, and a cursor while it is typed', () => {
  const titleOf = (mode: 'view' | 'filter', filter: string) =>
    titleForLog({ ...state, focus: { mode, filter, moment: '', scroll: 0 } }).right;
  expect(titleOf('view', '')).toBe('/ filter');
  expect(titleOf('view', 'lost')).toBe('filter: lost');
  expect(titleOf('filter', 'lo')).toBe('filter: lo_');
});

test('a name of sixty characters leaves room for the words', () => {
  const long = stateAt(1_000_000, makeScenario({ regions: ['x'.repeat(60), 'y'.repeat(60)] }));
  const rows = drawLog(long, size, asciiTheme).map(rowText);
  expect(rows.at(-1)).toMatch(/ x{7}~x{7} write {3}cart:0 = v10/);
});
