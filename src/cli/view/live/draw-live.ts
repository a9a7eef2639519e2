/** The screen of the live view: a state and a size in, rows out. */
import type { LiveKeyContext } from './live-keys.js';
import type { LiveState } from './live-state.js';
import { drawMomentInput } from './moment-input.js';
import { drawLog, titleForLog } from './log-panel.js';
import { drawMap } from './map-panel.js';
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { countScrollSteps, drawRegions } from './regions-panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { canGoFaster, canGoSlower } from './speed.js';
import { describeJudgement, drawStatus } from './status-line.js';
import type { Theme } from '../drawing/theme.js';
import { drawLegend, drawTimeline } from './timeline.js';

/** Draws the screen in a space of at least {@link smallestSize}, less the row of the help line. */
export function drawLive(state: LiveState, size: Size, theme: Theme): readonly Row[] {
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
  ];
}

/** What decides which keys do something on this screen. */
export function keyContextOf(state: LiveState, size: Size): Omit<LiveKeyContext, 'canBranch'> {
  const { focus, playback, observation } = state;
  const layout = planLayout(size);
  const steps = countScrollSteps(observation.regions.length, innerSize(layout.regions));
  return {
    mode: focus.mode,
    playback: playback.mode,
    isAtStart: observation.events === 0 && observation.nowUs === 0,
    canGoFaster: canGoFaster(playback.speed),
    canGoSlower: canGoSlower(playback.speed),
    hasFilter: focus.filter !== '',
    hasMoment: focus.moment !== '',
    canScrollUp: focus.scroll > 0 && steps > 0,
    canScrollDown: focus.scroll < steps,
  };
}

interface Layout {
  readonly map: Size;
  readonly regions: Size;
  readonly log: Size;
}

/** Rows that are not part of a panel: status, timeline, legend. */
const plainRows = 3;

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

function drawOutcome(state: LiveState): Row {
  if (state.focus.mode === 'moment') return drawMomentInput(state.focus.moment);
  if (state.judgement === null) return drawLegend(state);
  return [span(' '), describeJudgement(state.judgement)];
}
