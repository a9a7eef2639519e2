import { expect, test } from 'vitest';
import { pairLinks } from '../../../../src/cli/view/live/link-pairs.js';
import { drawRegionList } from '../../../../src/cli/view/live/map-list.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeScenario, partitionOfLast } from '../../tui/live/fake-simulation.js';
import { stateAt, textOf } from './sample-state.js';

function listOf(nowUs: number, regions: number, rows: number): readonly string[] {
  const names = Array.from({ length: regions }, (_, index) => `r${index}`);
  const scenario = makeScenario({ regions: names, faults: [partitionOfLast(regions)] });
  const state = stateAt(nowUs, scenario);
  const drawn = drawRegionList(state, pairLinks(state), { columns: 50, rows }, asciiTheme);
  return textOf(drawn).split('\n');
}

test('every region is listed when there is room', () => {
  const text = listOf(0, 4, 10).join('\n');
  for (const name of ['r0', 'r1', 'r2', 'r3']) expect(text).toContain(`o ${name} q0`);
  expect(text).not.toContain('more');
});

test('regions without room are counted', () => {
  const lines = listOf(0, 100, 7);
  expect(lines).toHaveLength(7);
  expect(lines.at(-1)).toBe(' and 90 more');
});

test('what is cut comes first, and leaves room for the regions', () => {
  const lines = listOf(10_000_000, 20, 10);
  expect(lines).toHaveLength(10);
  expect(lines[0]).toContain('190 links: 171 up, 19 cut');
  expect(lines[1]).toBe(' X r0 - r19 since 9.1s');
  expect(lines[5]).toBe(' and 15 more cut');
  expect(lines[6]).toContain('o r0 q0');
});
