import { describe, expect, test } from 'vitest';
import { countScrollSteps, drawRegions } from '../../../../src/cli/view/live/regions-panel.js';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt, textOf } from './sample-state.js';

const size = { columns: 34, rows: 10 };

test('a region has its queue, its lag and its skew in a row', () => {
  const rows = drawRegions(stateAt(12_000_000), size, asciiTheme).map(rowText);
  expect(rows[0]).toMatch(/queue +lag +skew$/);
  expect(rows[3]).toMatch(/^ ap-se +29 .* 2\.9s -210ms$/);
});

test('no row is wider than the panel at any width', () => {
  for (let columns = 28; columns <= 62; columns += 1) {
    for (const row of drawRegions(stateAt(12_000_000), { columns, rows: 10 }, asciiTheme)) {
      expect(rowWidth(row)).toBeLessThanOrEqual(columns);
    }
  }
});

test('the totals are below the table', () => {
  const text = textOf(drawRegions(stateAt(12_900_000), size, asciiTheme));
  expect(text).toMatch(/written +129/);
  expect(text).toMatch(/applied +258/);
  expect(text).toMatch(/conflicts +3/);
  expect(text).toMatch(/LOST WRITES +3/);
  expect(text).toMatch(/diverged keys +0/);
});

test('losses are in capitals only when there are any', () => {
  expect(textOf(drawRegions(stateAt(0), size, asciiTheme))).toMatch(/lost writes +0/);
});

test('figures that are too costly to count are a dash', () => {
  const text = textOf(drawRegions({ ...stateAt(0), losses: null }, size, asciiTheme));
  expect(text).toMatch(/lost writes +-/);
  expect(text).toMatch(/diverged keys +-/);
});

test('a region that is not up says so in a word, at any width', () => {
  const state = stateAt(0);
  const regions = state.observation.regions.map((region) => ({
    ...region,
    state: 'down' as const,
  }));
  const observation = { ...state.observation, regions };
  for (const columns of [28, 34, 60]) {
    const rows = drawRegions({ ...state, observation }, { columns, rows: 10 }, asciiTheme);
    expect(rowText(rows[1] ?? [])).toMatch(/^ us-east .* DOWN /);
  }
});

describe('a table of a hundred regions', () => {
  const regions = Array.from({ length: 100 }, (_, index) => `region-${index}`);
  const state = stateAt(0, makeScenario({ regions }));

  test('counts the regions it has no room for', () => {
    const rows = drawRegions(state, size, asciiTheme).map(rowText);
    expect(rows).toHaveLength(10);
    expect(rows[6]).toBe(' and 95 more');
    expect(rows[7]).toContain('written');
  });

  test('can be scrolled to its last region and no further', () => {
    const steps = countScrollSteps(100, size);
    expect(steps).toBe(95);
    const focus = { ...state.focus, scrolls: { ...state.focus.scrolls, 2: steps } };
    expect(textOf(drawRegions({ ...state, focus }, size, asciiTheme))).toContain('region-99');
    const beyond = { ...state.focus, scrolls: { ...state.focus.scrolls, 2: 5000 } };
    expect(textOf(drawRegions({ ...state, focus: beyond }, size, asciiTheme))).toContain(
      'region-99',
    );
  });

  test('says how many of the unseen ones are not up', () => {
    const observed = state.observation.regions.map((region, index) =>
      index > 90 ? { ...region, state: 'down' as const } : region,
    );
    const observation = { ...state.observation, regions: observed };
    expect(textOf(drawRegions({ ...state, observation }, size, asciiTheme))).toContain(
      'and 95 more, 9 of them not up',
    );
  });
});

test('a table that fits cannot be scrolled', () => {
  expect(countScrollSteps(3, size)).toBe(0);
});

test('a single leader has a mark before its name', () => {
  const state = stateAt(12_000_000);
  const regions = state.observation.regions.map((region, i) => ({ ...region, leads: i === 1 }));
  const marked = { ...state, observation: { ...state.observation, regions } };
  const rows = drawRegions(marked, size, asciiTheme).map(rowText);
  expect(rows.slice(1, 4).map((row) => row.charAt(0))).toEqual([' ', '*', ' ']);
});
