/** What the keys for panels do to the focus. */
import { assertNever } from '../../../sim/base/assert.js';
import { innerSize } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { countInspectorSteps } from '../inspector/draw-inspector.js';
import { neighbourOf, planLayout, sizeOfPanel } from './layout.js';
import type { Focus, PanelNumber } from './live-focus.js';
import type { LiveState } from './live-state.js';
import { seenLogOf } from './log-panel.js';
import { followed, moveInLog } from './log-scroll.js';
import type { Move } from './log-scroll.js';
import { countMapSteps } from './map-panel.js';
import type { PanelKeyContext } from './live-key-context.js';
import type { PanelAction } from './panel-keys.js';
import { countScrollSteps, countSeenRegions } from './regions-panel.js';

/** What decides about the keys for panels, in a space of this size. */
export function panelContextOf(state: LiveState, size: Size): PanelKeyContext {
  const { focus } = state;
  const isHeld = focus.logEnd !== null || focus.selected !== null;
  const given = { mode: focus.mode, isZoomed: focus.isZoomed, isHeld };
  const inner = innerOf(focus, size);
  if (focus.panel === 3) {
    const hasEvents = state.record.log.size > 0;
    return { ...given, moves: hasEvents ? 'events' : null, canMoveUp: hasEvents, canMoveDown: isHeld };
  }
  const list = listOf(state, focus.panel, inner);
  const at = Math.min(focus.scrolls[focus.panel], list.steps);
  const moves = list.steps === 0 ? null : movesIn[focus.panel];
  return { ...given, moves, canMoveUp: at > 0, canMoveDown: at < list.steps };
}

/** The focus after a key for panels. */
export function movePanels(state: LiveState, size: Size, action: PanelAction): Focus {
  const { focus } = state;
  switch (action) {
    case 'panel-1':
      return { ...focus, panel: 1 };
    case 'panel-2':
      return { ...focus, panel: 2 };
    case 'panel-3':
      return { ...focus, panel: 3 };
    case 'panel-4':
      return { ...focus, panel: 4 };
    case 'panel-5':
      return { ...focus, panel: 5 };
    case 'next-panel':
      return { ...focus, panel: neighbourOf(focus.panel, 1) };
    case 'previous-panel':
      return { ...focus, panel: neighbourOf(focus.panel, -1) };
    case 'zoom':
      return { ...focus, isZoomed: !focus.isZoomed };
    case 'follow':
      return { ...focus, ...followed };
    case 'up':
    case 'down':
    case 'page-up':
    case 'page-down':
    case 'first':
    case 'last':
      return moveWithin(state, size, action);
    default:
      return assertNever(action);
  }
}

const movesIn = { 1: 'links', 2: 'regions', 4: 'replicas', 5: null } as const;

interface MovableList {
  /** How far it can be scrolled. */
  readonly steps: number;
  /** How many entries are seen at once. */
  readonly page: number;
}

function moveWithin(state: LiveState, size: Size, move: Move): Focus {
  const { focus } = state;
  const inner = innerOf(focus, size);
  if (focus.panel === 3) return { ...focus, ...moveInLog(seenLogOf(state, inner), focus, move) };
  const { steps, page } = listOf(state, focus.panel, inner);
  const from = Math.min(focus.scrolls[focus.panel], steps);
  const to = Math.max(0, Math.min(steps, from + stepsOf(move, page, steps)));
  return { ...focus, scrolls: { ...focus.scrolls, [focus.panel]: to } };
}

function stepsOf(move: Move, page: number, steps: number): number {
  switch (move) {
    case 'up':
      return -1;
    case 'down':
      return 1;
    case 'page-up':
      return -page;
    case 'page-down':
      return page;
    case 'first':
      return -steps;
    case 'last':
      return steps;
    default:
      return assertNever(move);
  }
}

function listOf(state: LiveState, panel: Exclude<PanelNumber, 3>, inner: Size): MovableList {
  const regions = state.observation.regions.length;
  switch (panel) {
    case 1:
      return { steps: countMapSteps(state, inner), page: Math.max(1, inner.rows - 2) };
    case 2:
      return { steps: countScrollSteps(regions, inner), page: countSeenRegions(regions, inner) };
    case 4:
      return { steps: countInspectorSteps(state.inspection, inner), page: Math.max(1, inner.rows - 3) };
    case 5:
      return { steps: 0, page: 1 };
    default:
      return assertNever(panel);
  }
}

function innerOf(focus: Focus, size: Size): Size {
  return innerSize(sizeOfPanel(planLayout(size, focus), focus.panel) ?? { columns: 2, rows: 2 });
}
