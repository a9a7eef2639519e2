/** Which panels are seen, and how large each is. */
import type { Size } from '../drawing/panel.js';
import { panelNumbers } from './live-focus.js';
import type { Focus, PanelNumber } from './live-focus.js';

/** A panel with its frame. */
export interface PlannedPanel {
  readonly panel: PanelNumber;
  readonly size: Size;
}

/** What is between the status line and the legend. */
export interface Layout {
  /** From top to bottom; the panels of a band stand side by side and are of one height. */
  readonly bands: readonly (readonly PlannedPanel[])[];
  /** The timeline is a row below the panels, not a panel. */
  readonly hasTimelineRow: boolean;
}

/** From here on the key inspector stands beside the events, not in their place. */
const columnsForBoth = 120;
/** From here on the timeline has a panel. */
const sizeForTimeline: Size = { columns: 100, rows: 30 };
/** Timeline, figures over time, and a frame. */
const timelineRows = 4;
/** The rows of status and legend. */
const plainRows = 2;
/** Three events and a frame. */
const leastLogRows = 5;

/** The panels in a space of this size; the zoomed one alone. */
export function planLayout(size: Size, { panel, isZoomed }: Pick<Focus, 'panel' | 'isZoomed'>): Layout {
  const { columns } = size;
  if (isZoomed) return planZoomed(size, panel);
  const hasTimelinePanel = columns >= sizeForTimeline.columns && size.rows >= sizeForTimeline.rows;
  const rows = size.rows - plainRows - (hasTimelinePanel ? timelineRows : 1);
  // The log gives way first: all the figures are above it.
  const top = Math.max(Math.round(rows * 0.62), Math.min(rows - leastLogRows, 12));
  const right = Math.max(30, Math.min(96, Math.round(columns * 0.45)));
  const bottom = { columns, rows: rows - top };
  const bands: PlannedPanel[][] = [
    sideBySide([1, 2], { columns, rows: top }, right),
    columns >= columnsForBoth
      ? sideBySide([3, 4], bottom, right)
      : [{ panel: panel === 4 ? 4 : 3, size: bottom }],
  ];
  if (hasTimelinePanel) bands.push([{ panel: 5, size: { columns, rows: timelineRows } }]);
  return { bands, hasTimelineRow: !hasTimelinePanel };
}

/** The size of a panel with its frame; null when it is not seen. */
export function sizeOfPanel({ bands }: Layout, panel: PanelNumber): Size | null {
  return bands.flat().find((planned) => planned.panel === panel)?.size ?? null;
}

/** The panel after one, or before it; after the last comes the first. */
export function neighbourOf(panel: PanelNumber, by: 1 | -1): PanelNumber {
  const place = panelNumbers.indexOf(panel) + by;
  return panelNumbers.at(place % panelNumbers.length) ?? panel;
}

function planZoomed({ columns, rows }: Size, panel: PanelNumber): Layout {
  const hasTimelineRow = panel !== 5;
  const height = rows - plainRows - (hasTimelineRow ? 1 : 0);
  return { bands: [[{ panel, size: { columns, rows: height } }]], hasTimelineRow };
}

function sideBySide(
  [first, second]: readonly [PanelNumber, PanelNumber],
  { columns, rows }: Size,
  right: number,
): PlannedPanel[] {
  return [
    { panel: first, size: { columns: columns - right, rows } },
    { panel: second, size: { columns: right, rows } },
  ];
}
