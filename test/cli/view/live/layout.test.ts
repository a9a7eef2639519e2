import { describe, expect, test } from 'vitest';
import { neighbourOf, planLayout, sizeOfPanel } from '../../../../src/cli/view/live/layout.js';
import { panelNumbers } from '../../../../src/cli/view/live/live-focus.js';
import type { PanelNumber } from '../../../../src/cli/view/live/live-focus.js';

const sizes = [
  [60, 17],
  [80, 23],
  [99, 40],
  [100, 29],
  [120, 17],
  [120, 35],
  [140, 39],
  [300, 89],
] as const;

describe.each(sizes)('in a space of %dx%d', (columns, rows) => {
  test.each(panelNumbers)('panel %d has a place when it is focused, and the screen when it is zoomed', (panel) => {
    const zoomed = planLayout({ columns, rows }, { panel, isZoomed: true });
    expect(zoomed.bands).toHaveLength(1);
    expect(sizeOfPanel(zoomed, panel)?.columns).toBe(columns);
    const { bands, hasTimelineRow } = planLayout({ columns, rows }, { panel, isZoomed: false });
    const isSeen = bands.flat().some((planned) => planned.panel === panel);
    expect(isSeen || (panel === 5 && hasTimelineRow)).toBe(true);
  });

  test.each([true, false])('panels fill it and do not overlap (zoomed: %s)', (isZoomed) => {
    for (const panel of panelNumbers) {
      const { bands, hasTimelineRow } = planLayout({ columns, rows }, { panel, isZoomed });
      let height = 2 + (hasTimelineRow ? 1 : 0);
      for (const band of bands) {
        expect(band.reduce((sum, planned) => sum + planned.size.columns, 0)).toBe(columns);
        expect(new Set(band.map((planned) => planned.size.rows)).size).toBe(1);
        height += band[0]?.size.rows ?? 0;
      }
      expect(height).toBe(rows);
    }
  });
});

test('the key inspector is beside the events where there is room, else in their place', () => {
  const panelsAt = (columns: number, panel: PanelNumber) =>
    planLayout({ columns, rows: 29 }, { panel, isZoomed: false }).bands.flat().map((planned) => planned.panel);
  expect(panelsAt(80, 3)).toEqual([1, 2, 3]);
  expect(panelsAt(80, 4)).toEqual([1, 2, 4]);
  expect(panelsAt(120, 3)).toEqual([1, 2, 3, 4]);
});

test('panels follow each other in a circle', () => {
  expect(panelNumbers.map((panel) => neighbourOf(panel, 1))).toEqual([2, 3, 4, 5, 1]);
  expect(panelNumbers.map((panel) => neighbourOf(panel, -1))).toEqual([5, 1, 2, 3, 4]);
});
