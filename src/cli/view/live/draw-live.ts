/** The screen of the live view: a state and a size in, rows out. */
import type { KeyInspection } from '../../../sim/key-inspection.js';
import { assertNever } from '../../../sim/base/assert.js';
import { drawInspectorPanel, titleForInspector } from '../inspector/inspector-panel.js';
import { planLayout } from './layout.js';
import type { PlannedPanel } from './layout.js';
import type { LiveKeyContext } from './live-key-context.js';
import type { LiveState } from './live-state.js';
import { drawLog, titleForLog } from './log-panel.js';
import { drawMap } from './map-panel.js';
import { drawMomentInput } from './moment-input.js';
import { panelContextOf } from './panel-moves.js';
import { drawPanel, innerSize, placeBeside } from '../drawing/panel.js';
import type { PanelTitle, Size } from '../drawing/panel.js';
import { drawRegions, titleForRegions } from './regions-panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { canGoFaster, canGoSlower } from './speed.js';
import { describeJudgement, drawStatus } from './status-line.js';
import type { Theme } from '../drawing/theme.js';
import { drawTimelinePanel, titleForTimeline } from './timeline-panel.js';
import { drawLegend, drawTimeline } from './timeline.js';

/** Draws the screen in a space of at least {@link smallestSize}, less the row of the help line. */
export function drawLive(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const layout = planLayout(size, state.focus);
  return [
    drawStatus(state, size.columns, theme),
    ...layout.bands.flatMap((band) =>
      band.map((planned) => drawPlanned(state, planned, theme)).reduce(placeBeside),
    ),
    ...(layout.hasTimelineRow ? [drawTimeline(state, size.columns)] : []),
    drawOutcome(state),
  ];
}

/** What decides which keys do something on this screen; `doors`: which other screens there are. */
export function keyContextOf(
  state: LiveState,
  size: Size,
  doors: OpenDoors = { canExplain: false, canDraw: false, canReport: false, canBranch: false },
): LiveKeyContext {
  const { focus, playback, observation, keyChoice } = state;
  return {
    ...panelContextOf(state, size),
    playback: playback.mode,
    isAtStart: observation.events === 0 && observation.nowUs === 0,
    canGoFaster: canGoFaster(playback.speed),
    canGoSlower: canGoSlower(playback.speed),
    hasFilter: focus.filter !== '',
    hasMoment: focus.moment !== '',
    hasKeyText: (keyChoice.typed ?? '') !== '',
    hasKeyMatch: keyChoice.typed !== '' && keyChoice.matches.length > 0,
    ...doors,
  };
}

type OpenDoors = Pick<LiveKeyContext, 'canExplain' | 'canDraw' | 'canReport' | 'canBranch'>;

interface PanelContent {
  readonly title: PanelTitle;
  readonly rows: readonly Row[];
}

function drawPlanned(state: LiveState, { panel, size }: PlannedPanel, theme: Theme): readonly Row[] {
  const { title, rows } = contentOf(state, { panel, size: innerSize(size) }, theme);
  return drawPanel(title, rows, size, theme, panel === state.focus.panel);
}

function contentOf(state: LiveState, { panel, size }: PlannedPanel, theme: Theme): PanelContent {
  switch (panel) {
    case 1:
      return { title: { left: '1 Map', right: '' }, rows: drawMap(state, size, theme) };
    case 2:
      return { title: titleForRegions, rows: drawRegions(state, size, theme) };
    case 3:
      return { title: titleForLog(state), rows: drawLog(state, size, theme) };
    case 4:
      return {
        title: titleForInspector(state.keyChoice),
        rows: drawKey(state, size, theme),
      };
    case 5:
      return { title: titleForTimeline, rows: drawTimelinePanel(state, size, theme) };
    default:
      return assertNever(panel);
  }
}

interface DrawnKey {
  readonly rows: readonly Row[];
  /** What else it was drawn for. */
  readonly of: string;
}

/** The same look at a key is seen in several frames. */
const drawnKeys = new WeakMap<KeyInspection, DrawnKey>();

function drawKey(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const { inspection, keyChoice } = state;
  const panel = { inspection, keyChoice, scroll: state.focus.scrolls[4] };
  if (inspection === null) return drawInspectorPanel(panel, size, theme);
  const of = JSON.stringify([keyChoice, panel.scroll, size, theme.ellipsis]);
  const known = drawnKeys.get(inspection);
  if (known?.of === of) return known.rows;
  const rows = drawInspectorPanel(panel, size, theme);
  drawnKeys.set(inspection, { rows, of });
  return rows;
}

function drawOutcome(state: LiveState): Row {
  if (state.focus.mode === 'moment') return drawMomentInput(state.focus.moment);
  if (state.judgement === null) return drawLegend(state);
  return [span(' '), describeJudgement(state.judgement)];
}
