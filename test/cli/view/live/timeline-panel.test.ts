import { expect, test } from 'vitest';
import { drawTimelinePanel } from '../../../../src/cli/view/live/timeline-panel.js';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { stateAt } from './sample-state.js';

const state = stateAt(12_000_000);

test('figures over time share a row below the marks', () => {
  const rows = drawTimelinePanel(state, { columns: 118, rows: 2 }, asciiTheme);
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(rowWidth(row)).toBeLessThanOrEqual(118);
  expect(rowText(rows[1] ?? [])).toMatch(/^ writes .* conflicts .* lost .* diverged /);
});

test('each has a row of its own where there is room', () => {
  const rows = drawTimelinePanel(state, { columns: 118, rows: 10 }, asciiTheme).map(rowText);
  expect(rows).toHaveLength(5);
  expect(rows[1]).toMatch(/^ writes +=# $/);
});
