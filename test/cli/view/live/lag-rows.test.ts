import { expect, test } from 'vitest';
import { drawLags } from '../../../../src/cli/view/live/lag-rows.js';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt } from './sample-state.js';

const state = stateAt(12_000_000);

test('every pair has its distribution and two figures, and says when its link is cut', () => {
  const rows = drawLags(state, { columns: 62, rows: 8 }, asciiTheme).map(rowText);
  expect(rows).toHaveLength(8);
  expect(rows[1]).toMatch(/^ propagation lag so far, 1ms to 2m +p50 +p99/);
  expect(rows[2]).toMatch(/^ us-east->eu-west +# +38ms 121ms ?$/);
  expect(rows[3]).toMatch(/^ us-east->ap-se +# +38ms 121ms CUT/);
});

test('pairs without room are counted', () => {
  const rows = drawLags(state, { columns: 62, rows: 5 }, asciiTheme).map(rowText);
  expect(rows).toHaveLength(5);
  expect(rows.at(-1)).toBe(' and 4 more pairs');
});

test('nothing is drawn where there is no room, or nobody looked', () => {
  expect(drawLags(state, { columns: 62, rows: 2 }, asciiTheme)).toEqual([]);
  expect(drawLags({ ...state, lags: null }, { columns: 62, rows: 9 }, asciiTheme)).toEqual([]);
});

test('names of any length leave room for the figures', () => {
  const long = stateAt(1_000_000, makeScenario({ regions: ['a'.repeat(60), '東京'.repeat(30), 'c'] }));
  for (let columns = 40; columns <= 100; columns += 1) {
    for (const row of drawLags(long, { columns, rows: 9 }, asciiTheme)) expect(rowWidth(row)).toBeLessThanOrEqual(columns);
  }
});
