import { describe, expect, test } from 'vitest';
import { rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { drawScreen, keyContextOf, smallestSize } from '../../../../src/cli/view/live/screen.js';
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
    const text = textOf(drawScreen(state, size, unicodeTheme));
    for (const part of ['split-brain', '1 Map', '2 Regions', '3 Events', 'PAUSED', '0s |']) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/LOST WRITES +\d/);
    expect(text).toContain('X lost write');
    expect(text).toContain('q quit');
  });

  test.each([
    ['as it is', state],
    ['with help on it', { ...state, focus: { ...state.focus, mode: 'help' } } as const],
    ['of a hundred regions', stateAt(12_500_000, makeScenario({ regions: hundredNames() }))],
    ['of long and wide names', stateAt(12_500_000, makeScenario({ regions: oddNames() }))],
  ])('every row of the screen %s takes all columns and no more', (_, shown) => {
    const drawn = drawScreen(shown, size, unicodeTheme);
    expect(drawn).toHaveLength(rows);
    for (const row of drawn) expect(rowWidth(row)).toBe(columns);
  });

  test('in ASCII nothing else is drawn', () => {
    expect(textOf(drawScreen(state, size, asciiTheme))).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('the help has every key on it', () => {
    const focus = { ...state.focus, mode: 'help' } as const;
    const help = drawScreen({ ...state, focus }, size, asciiTheme);
    expect(textOf(help)).toContain('Run or pause.');
    expect(textOf(help)).toContain('Leave at once.');
  });
});

test.each([
  [59, 24],
  [80, 17],
  [20, 5],
  [1, 1],
])('a screen of %dx%d has one sentence that offers another way', (columns, rows) => {
  const drawn = drawScreen(state, { columns, rows }, asciiTheme);
  expect(drawn).toHaveLength(rows);
  for (const row of drawn) expect(rowWidth(row)).toBe(columns);
  expect(textOf(drawn)).not.toContain('1 Map');
});

test('the sentence of a small screen names the size and --plain', () => {
  const text = textOf(drawScreen(state, { columns: 59, rows: 10 }, asciiTheme));
  const words = text.replace(/\s+/g, ' ');
  expect(words).toContain(`${smallestSize.columns}x${smallestSize.rows}`);
  expect(words).toContain('59x10');
  expect(words).toContain('--plain');
});

test('at the end the outcome takes the place of the legend', () => {
  const report = makeReport({ lost: 4, divergentKeys: 0, fingerprint: '00ff' });
  const judgement = { report, verdict: 'holds', expectations: [] } as const;
  const text = textOf(drawScreen({ ...state, judgement }, { columns: 80, rows: 24 }, asciiTheme));
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
      canScrollUp: false,
      canScrollDown: false,
    });
  });

  test('lets a long table scroll down, and up again', () => {
    const long = stateAt(0, makeScenario({ regions: hundredNames() }));
    expect(keyContextOf(long, size)).toMatchObject({ canScrollUp: false, canScrollDown: true });
    const scrolled = { ...long, focus: { ...long.focus, scroll: 95 } };
    expect(keyContextOf(scrolled, size)).toMatchObject({ canScrollUp: true, canScrollDown: false });
  });
});

function hundredNames(): readonly string[] {
  return Array.from({ length: 100 }, (_, index) => `region-${index}`);
}

function oddNames(): readonly string[] {
  return ['n'.repeat(60), '東京'.repeat(30), 'e\u0301'.repeat(60), '🦉'.repeat(20)];
}
