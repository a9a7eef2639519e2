import { describe, expect, test } from 'vitest';
import { drawLive } from '../../../../src/cli/view/live/draw-live.js';
import { initialFocus } from '../../../../src/cli/view/live/live-focus.js';
import type { Focus } from '../../../../src/cli/view/live/live-focus.js';
import { movePanels, panelContextOf } from '../../../../src/cli/view/live/panel-moves.js';
import type { PanelAction } from '../../../../src/cli/view/live/panel-keys.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt, textOf } from './sample-state.js';

const size = { columns: 80, rows: 23 };
const state = stateAt(12_500_000);
const many = stateAt(0, makeScenario({ regions: Array.from({ length: 100 }, (_, index) => `region-${index}`) }));

function after(from: typeof state, ...actions: readonly PanelAction[]): Focus {
  return actions.reduce<Focus>((focus, action) => movePanels({ ...from, focus }, size, action), from.focus);
}

test('panels are focused by number and one after the other', () => {
  expect(after(state, 'panel-1').panel).toBe(1);
  expect(after(state, 'next-panel', 'next-panel', 'next-panel').panel).toBe(1);
  expect(after(state, 'previous-panel').panel).toBe(2);
});

test('a panel is zoomed and gives the screen back', () => {
  expect(after(state, 'zoom').isZoomed).toBe(true);
  expect(after(state, 'zoom', 'zoom').isZoomed).toBe(false);
});

test('the frame of the focused panel is of another kind, without any colour', () => {
  const drawn = (panel: Focus['panel']) =>
    textOf(drawLive({ ...state, focus: { ...initialFocus, panel } }, size, asciiTheme));
  expect(drawn(1)).toContain('#= 1 Map =');
  expect(drawn(1)).toContain('+- 3 Events -');
  expect(drawn(4)).toContain('#= 4 Key inspector =');
  expect(drawn(5)).toContain('\n>0s |');
});

describe('moves', () => {
  test('in the table of regions end at its ends', () => {
    const steps = after(many, 'panel-2', 'last').scrolls[2];
    expect(steps).toBeGreaterThan(80);
    expect(after(many, 'panel-2', 'last', 'page-down', 'down').scrolls[2]).toBe(steps);
    expect(after(many, 'panel-2', 'down', 'page-up', 'up').scrolls[2]).toBe(0);
  });

  test('in the map choose a link, which is then in words below it', () => {
    const focus = after(state, 'panel-1', 'down', 'down');
    const text = textOf(drawLive({ ...state, focus }, size, asciiTheme));
    expect(text).toContain('us-east -> ap-se  CUT');
    expect(text).toContain('ap-se -> us-east  CUT');
    expect(text).toContain('ap-se q34');
  });

  test('of one panel leave the others where they are', () => {
    expect(after(many, 'panel-2', 'down', 'panel-1', 'down').scrolls).toMatchObject({ 1: 1, 2: 1 });
  });

  test('are offered only where something moves', () => {
    const contextOf = (panel: Focus['panel']) => panelContextOf({ ...state, focus: { ...initialFocus, panel } }, size);
    expect(contextOf(2)).toMatchObject({ moves: null });
    expect(contextOf(3)).toMatchObject({ moves: 'events', canMoveUp: true, canMoveDown: false });
    expect(contextOf(5)).toMatchObject({ moves: null });
  });
});
