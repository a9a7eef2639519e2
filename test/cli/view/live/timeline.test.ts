import { expect, test } from 'vitest';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { drawLegend, drawTimeline } from '../../../../src/cli/view/live/timeline.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt } from './sample-state.js';

/** The cells between the ends of the line, for a run of 30 s and a cell every 0.5 s. */
function cellsAt(nowUs: number): string {
  const row = drawTimeline(stateAt(nowUs), 71);
  expect(rowWidth(row)).toBe(71);
  const [, cells = ''] = rowText(row).split('|');
  expect(cells).toHaveLength(60);
  return cells;
}

test('the line goes from the start to the planned end', () => {
  expect(rowText(drawTimeline(stateAt(0), 80))).toMatch(/^ 0s \|v.*\| 30s $/);
});

test('partition and heal are marked before they happen', () => {
  const cells = cellsAt(0);
  expect(cells[18]).toBe('P');
  expect(cells[42]).toBe('H');
  expect(cells).not.toContain('~');
});

test('the time that was spent apart is marked up to now', () => {
  const cells = cellsAt(12_000_000);
  expect(cells.slice(19, 24)).toContain('~');
  expect(cells[24]).toBe('v');
  expect(cells.slice(25, 42)).toBe('-'.repeat(17));
});

test('a lost write is marked where it was lost', () => {
  expect(cellsAt(12_900_000)[20]).toBe('X');
});

test('what is to come is dim', () => {
  const early = { ...stateAt(9_500_000), marks: stateAt(30_000_000).marks };
  const row = drawTimeline(early, 71);
  const tones = row.slice(1, -1).flatMap(({ text, tone }) => [...text].map((cell) => [cell, tone]));
  expect(tones[18]).toEqual(['P', 'bad']);
  expect(tones[20]).toEqual(['X', 'dim']);
  expect(tones[42]).toEqual(['H', 'dim']);
});

test('the line grows when a run takes longer than planned', () => {
  const state = stateAt(30_000_000);
  const observation = { ...state.observation, nowUs: 60_000_000 };
  const text = rowText(drawTimeline({ ...state, observation }, 80));
  expect(text).toContain('| 60s ');
  expect(text).toContain('v|');
});

test('the legend explains the marks of this scenario and no others', () => {
  const legend = rowText(drawLegend(stateAt(0)));
  expect(legend).toBe(' P partition  H heal  c conflict  X lost write  v you are here');
  const faults = [{ kind: 'crash', atUs: 1_000_000, untilUs: null, region: 0 }] as const;
  expect(rowText(drawLegend(stateAt(0, makeScenario({ faults }))))).toBe(
    ' D down  c conflict  X lost write  v you are here',
  );
});

test('every kind of fault has a mark', () => {
  const faults = [
    { kind: 'crash', atUs: 2_000_000, untilUs: 4_000_000, region: 0 },
    { kind: 'leave', atUs: 6_000_000, region: 0, bridges: [] },
    { kind: 'clock-step', atUs: 8_000_000, region: 0, byUs: 5 },
    { kind: 'latency-spike', atUs: 10e6, untilUs: 12e6, links: [[0, 1]], addUs: 5 },
    { kind: 'loss', atUs: 14e6, untilUs: 16e6, links: [[0, 1]], loss: 0.5 },
    { kind: 'bandwidth', atUs: 18e6, untilUs: null, links: [[0, 1]], bandwidthBps: 5 },
    { kind: 'slow', atUs: 20e6, untilUs: 22e6, region: 0, factor: 2 },
    { kind: 'outage', atUs: 23e6, untilUs: 24e6, region: 0 },
    { kind: 'pause', atUs: 25e6, untilUs: 26e6, region: 0 },
    { kind: 'offline', atUs: 27e6, untilUs: 28e6, region: 0 },
  ] as const;
  const text = rowText(drawTimeline(stateAt(0, makeScenario({ faults })), 71));
  expect(text).toMatch(/D---U---L---S---W---R---W---R---W---W---R-D-U-W-R-P-H/);
});
