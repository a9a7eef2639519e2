import { describe, expect, test } from 'vitest';
import { drawLive, keyContextOf } from '../../../../src/cli/view/live/draw-live.js';
import { panelNumbers } from '../../../../src/cli/view/live/live-focus.js';
import { rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme, unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { makeReport } from '../../tui/live/sample-report.js';
import { stateAt, textOf } from './sample-state.js';

const sizes = [
  [60, 18],
  [61, 19],
  [80, 24],
  [100, 30],
  [120, 36],
  [140, 40],
  [300, 90],
] as const;
const state = stateAt(12_500_000);

describe.each(sizes)('on a screen of %dx%d', (columns, rows) => {
  const size = { columns, rows };

  test('every part is there', () => {
    const text = textOf(drawLive(state, size, unicodeTheme));
    for (const part of ['split-brain', '1 Map', '2 Regions', '3 Events', 'PAUSED', '0s |']) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/LOST WRITES +\d/);
    expect(text).toContain('X lost write');
  });

  test.each([
    ['as it is', state],
    ['of a hundred regions', stateAt(12_500_000, makeScenario({ regions: hundredNames() }))],
    ['of long and wide names', stateAt(12_500_000, makeScenario({ regions: oddNames() }))],
  ])('the screen %s takes all rows and no more', (_, shown) => {
    expect(drawLive(shown, size, unicodeTheme)).toHaveLength(rows);
  });

  test.each(panelNumbers)('no row is wider than the screen, whatever the regions are called (panel %d)', (panel) => {
    for (const regions of [hundredNames(), oddNames(), ['a', 'b']]) {
      const shown = stateAt(12_500_000, makeScenario({ regions }));
      for (const isZoomed of [false, true]) {
        const drawn = drawLive({ ...shown, focus: { ...shown.focus, panel, isZoomed } }, size, unicodeTheme);
        expect(drawn).toHaveLength(rows);
        // Status, timeline and legend are cut by whoever puts the screen on the terminal.
        for (const row of drawn.slice(1, -2)) expect(rowWidth(row)).toBe(columns);
      }
    }
  });

  test('in ASCII nothing else is drawn', () => {
    expect(textOf(drawLive(state, size, asciiTheme))).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

test('at the end the outcome takes the place of the legend', () => {
  const report = makeReport({ lost: 4, divergentKeys: 0, fingerprint: '00ff' });
  const judgement = { report, verdict: 'holds', expectations: [] } as const;
  const text = textOf(drawLive({ ...state, judgement }, { columns: 80, rows: 24 }, asciiTheme));
  expect(text).toContain('\n HOLDS: ');
  expect(text).not.toContain('you are here');
});

describe('what decides about keys', () => {
  const size = { columns: 80, rows: 24 };

  test('is read off the state', () => {
    expect(keyContextOf(state, size)).toEqual({
      mode: 'view',
      playback: 'paused',
      isAtStart: false,
      canGoFaster: true,
      canGoSlower: true,
      hasFilter: false,
      hasMoment: false,
      hasKeyText: false,
      hasKeyMatch: false,
      isZoomed: false,
      moves: 'events',
      canMoveUp: true,
      canMoveDown: false,
      isHeld: false,
      canExplain: false,
      canDraw: false,
      canReport: false,
      canBranch: false,
    });
  });

  test('lets a long table scroll down, and up again', () => {
    const start = stateAt(0, makeScenario({ regions: hundredNames() }));
    const long = { ...start, focus: { ...start.focus, panel: 2 } } as const;
    expect(keyContextOf(long, size)).toMatchObject({ moves: 'regions', canMoveUp: false, canMoveDown: true });
    const scrolled = { ...long, focus: { ...long.focus, scrolls: { 1: 0, 2: 95, 4: 0, 5: 0 } } };
    expect(keyContextOf(scrolled, size)).toMatchObject({ canMoveUp: true, canMoveDown: false });
  });
});

function hundredNames(): readonly string[] {
  return Array.from({ length: 100 }, (_, index) => `region-${index}`);
}

function oddNames(): readonly string[] {
  return ['n'.repeat(60), '東京'.repeat(30), 'e\u0301'.repeat(60), '🦉'.repeat(20)];
}
