/** The whole screen of the live view: a state and a size in, exactly that many rows out. */
import { drawHelpLine, drawKeyList } from './keys.js';
import type { KeyContext } from './keys.js';
import type { LiveState } from './live-state.js';
import { drawLog, titleForLog } from './log-panel.js';
import { drawMap } from './map-panel.js';
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { countScrollSteps, drawRegions } from './regions-panel.js';
import { fitRow, span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { canGoFaster, canGoSlower } from './speed.js';
import { describeJudgement, drawStatus } from './status-line.js';
import type { Theme } from '../drawing/theme.js';
import { drawLegend, drawTimeline } from './timeline.js';

/** The smallest screen that the view is drawn on. */
export const smallestSize: Size = { columns: 60, rows: 18 };

/** Draws the screen. Every row takes exactly `size.columns` columns. */
export function drawScreen(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const rows = isTooSmall(size) ? drawApology(size) : drawParts(state, size, theme);
  return Array.from({ length: size.rows }, (_, index) =>
    fitRow(rows[index] ?? [], size.columns, theme.ellipsis),
  );
}

/** What decides which keys do something on this screen. */
export function keyContextOf(state: LiveState, size: Size): KeyContext {
  const { focus, playback, observation } = state;
  const layout = planLayout(size);
  const steps = countScrollSteps(observation.regions.length, innerSize(layout.regions));
  return {
    mode: focus.mode,
    playback: playback.mode,
    isAtStart: observation.events === 0,
    canGoFaster: canGoFaster(playback.speed),
    canGoSlower: canGoSlower(playback.speed),
    hasFilter: focus.filter !== '',
    canScrollUp: focus.scroll > 0 && steps > 0,
    canScrollDown: focus.scroll < steps,
  };
}

interface Layout {
  readonly map: Size;
  readonly regions: Size;
  readonly log: Size;
}

/** Rows that are not part of a panel: status, timeline, legend, help. */
const plainRows = 4;

/** Three events and a frame. */
const leastLogRows = 5;

function planLayout(size: Size): Layout {
  const panels = size.rows - plainRows;
  // The log gives way first: all the figures are above it.
  const top = Math.max(Math.round(panels * 0.6), Math.min(panels - leastLogRows, 12));
  const regionColumns = Math.max(30, Math.min(64, Math.round(size.columns * 0.45)));
  return {
    map: { columns: size.columns - regionColumns, rows: top },
    regions: { columns: regionColumns, rows: top },
    log: { columns: size.columns, rows: panels - top },
  };
}

function isTooSmall(size: Size): boolean {
  return size.columns < smallestSize.columns || size.rows < smallestSize.rows;
}

function drawParts(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  if (state.focus.mode === 'help') return drawHelp(size, theme);
  const layout = planLayout(size);
  const map = drawPanel(
    { left: '1 Map', right: '' },
    drawMap(state, innerSize(layout.map), theme),
    layout.map,
    theme,
  );
  const regions = drawPanel(
    { left: '2 Regions', right: '' },
    drawRegions(state, innerSize(layout.regions), theme),
    layout.regions,
    theme,
  );
  const log = drawPanel(
    titleForLog(state),
    drawLog(state, innerSize(layout.log), theme),
    layout.log,
    theme,
  );
  return [
    drawStatus(state, size.columns, theme),
    ...placeBeside(map, regions),
    ...log,
    drawTimeline(state, size.columns),
    drawOutcome(state),
    drawHelpLine(keyContextOf(state, size), size.columns),
  ];
}

function drawOutcome(state: LiveState): Row {
  if (state.judgement === null) return drawLegend(state);
  return [span(' '), describeJudgement(state.judgement)];
}

function drawHelp(size: Size, theme: Theme): readonly Row[] {
  return drawPanel({ left: 'Keys', right: 'esc or q closes' }, drawKeyList(), size, theme);
}

function drawApology(size: Size): readonly Row[] {
  const { columns, rows } = smallestSize;
  const sentence =
    `This view needs ${columns}x${rows} characters and has ${size.columns}x${size.rows}:` +
    ' enlarge the window, or quit with q and use --plain.';
  return breakWords(sentence, size.columns).map((line) => [span(line)]);
}

function breakWords(sentence: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > columns && line !== '') lines.push(line);
    line = longer.length > columns ? word : longer;
  }
  return [...lines, line];
}
