import { describe, expect, test } from 'vitest';
import { drawMap } from '../../../../src/cli/view/live/map-panel.js';
import { rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import type { Link } from '../../../../src/sim/scenario.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt, textOf } from './sample-state.js';

const size = { columns: 44, rows: 10 };

function mapAt(nowUs: number, scenario = makeScenario({})): string {
  return textOf(drawMap(stateAt(nowUs, scenario), size, asciiTheme));
}

test('regions are joined by lines with their latency', () => {
  const text = mapAt(0);
  for (const name of ['us-east q0', 'eu-west q0', 'ap-se q0']) expect(text).toContain(name);
  expect(text.match(/38ms/g)).toHaveLength(3);
  expect(text).toContain('o------');
  expect(text).toContain('\\');
  expect(text).toContain('/');
});

test('a cut link has an X with since when, in the place of its latency', () => {
  const text = mapAt(12_000_000);
  expect(text.match(/X PARTED since 9\.1s/g)).toHaveLength(2);
  expect(text.match(/38ms/g)).toHaveLength(1);
});

test('a queue stands beside the region that has it', () => {
  expect(mapAt(12_000_000)).toContain('ap-se q29');
});

test('the map stands still while queues grow', () => {
  const markersAt = (nowUs: number) =>
    mapAt(nowUs)
      .split('\n')
      .flatMap((line, y) => [...line.matchAll(/(?<= )o(?=[ -])/g)].map(({ index }) => [index, y]));
  expect(markersAt(20_000_000)).toEqual(markersAt(0));
  expect(markersAt(0).length).toBeGreaterThan(0);
});

test('a link that is cut in one direction says so', () => {
  const faults = [{ kind: 'partition', atUs: 100_000, untilUs: null, cuts: [[0, 1]] }] as const;
  expect(mapAt(200_000, makeScenario({ faults }))).toContain('X one way since 0.1s');
});

test('the hub of a star stands in the middle', () => {
  const regions = ['hub', 'a', 'b', 'c', 'd'];
  const scenario = makeScenario({ regions, faults: [] });
  const links: readonly Link[] = scenario.topology.links.filter(
    ({ from, to }) => from === 0 || to === 0,
  );
  const star = { ...scenario, topology: { kind: 'star', forward: true, links } } as const;
  const lines = mapAt(0, star).split('\n');
  const row = lines.findIndex((line) => line.includes('hub q0'));
  expect(row).toBeGreaterThan(2);
  expect(row).toBeLessThan(7);
});

describe('a list takes the place of the map', () => {
  test('when there are more regions than fit', () => {
    const regions = Array.from({ length: 100 }, (_, index) => `region-${index}`);
    const text = mapAt(0, makeScenario({ regions, faults: [] }));
    expect(text).toContain('4,950 links: 4,950 up, 0 cut');
    expect(text).toContain('more');
  });

  test('when there is too little room', () => {
    const small = { columns: 26, rows: 6 };
    expect(textOf(drawMap(stateAt(0), small, asciiTheme))).toContain('3 links: 3 up, 0 cut');
  });
});

test('names of any length and script stay within the map', () => {
  const regions = ['a'.repeat(60), '東京'.repeat(30), 'São Paulo'];
  const rows = drawMap(stateAt(12_000_000, makeScenario({ regions })), size, asciiTheme);
  expect(rows).toHaveLength(10);
  for (const row of rows) expect(rowWidth(row)).toBe(44);
  expect(textOf(rows)).toContain('東京');
});
