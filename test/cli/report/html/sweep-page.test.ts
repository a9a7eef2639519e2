import { assert, expect, test, vi } from 'vitest';
import { renderSweepPage } from '../../../../src/cli/report/html/sweep-page.js';
import type { ShownSweep } from '../../../../src/cli/report/sweep/shown-sweep.js';
import { findFigure } from '../../../../src/scenarios/index.js';
import type { SweepAxis } from '../../../../src/scenarios/sweep/axis.js';
import { summarize } from '../../../../src/scenarios/sweep/sweep.js';
import { runCli } from '../../capture-io.js';
import { elementsOf, elementWithId, readPage, rowsOf, textOf } from './read-page.js';
import type { PageElement } from './read-page.js';

vi.setConfig({ testTimeout: 120_000 });

const skew: SweepAxis = {
  path: 'regions.a.clock.skew',
  unit: 'duration',
  values: [0, 10, 20].map((ms) => ({ text: `${ms}ms`, yaml: `${ms}ms`, position: ms * 1000 })),
};
const rule: SweepAxis = {
  path: 'conflicts.resolve',
  unit: 'name',
  values: ['lww', 'siblings'].map((text, position) => ({ text, yaml: text, position })),
};

/** Lost writes at each point under three seeds: the place of the point, one more, one less. */
function sweepOf(axes: readonly SweepAxis[]): ShownSweep {
  const lostWrites = findFigure('lost-writes');
  assert(lostWrites !== null);
  const seeds = ['1', '1-2', '1-3'];
  const [first, second] = axes;
  const places = (first?.values ?? [null]).flatMap((_, y) => (second?.values ?? [null]).map((__, x) => [y, x].slice(0, axes.length)));
  const points = places.map((at, number) => {
    const values = [10 * number + 5, 10 * number + 6, 10 * number + 4];
    return {
      places: at,
      values: at.map((place, axis) => axes[axis]?.values[place]?.text ?? ''),
      summaries: [summarize('count', values)],
      runs: seeds.map((seed, i) => ({ seed, fingerprint: '00', values: [values[i] ?? null] })),
    };
  });
  return {
    sweep: { scenario: 'sample', title: 'A <sample>', axes, metrics: [lostWrites], seeds, points },
    words: { target: 'sample.yaml', scenario: null, varied: axes.map(({ path }) => `${path}=x`), metrics: ['lost-writes'], seeds: 3, seed: null, overrides: [] },
  };
}

function pageOf(axes: readonly SweepAxis[]): PageElement {
  return readPage(renderSweepPage(sweepOf(axes)));
}

function byClass(page: PageElement, name: string): readonly PageElement[] {
  return elementsOf(page).filter(({ attributes }) => attributes.get('class') === name);
}

test('along one axis there are a curve with its band and a row for each value', () => {
  const page = pageOf([skew]);
  expect(rowsOf(page, /every point/)).toEqual([
    ['0ms', '5', '2.516 .. 7.484', '4', '6', '3'],
    ['10ms', '15', '12.52 .. 17.48', '14', '16', '3'],
    ['20ms', '25', '22.52 .. 27.48', '24', '26', '3'],
  ]);
  const [curve, ...others] = byClass(elementWithId(page, 'metric-0'), 'curve').filter(({ attributes }) => attributes.get('d')?.includes('L') === true && attributes.get('d') !== 'M0 7L40 7');
  expect(others).toEqual([]);
  expect(curve?.attributes.get('d')?.split('L')).toHaveLength(3);
  expect(byClass(page, 'band')).toHaveLength(1);
  expect(textOf(elementWithId(page, 'metric-0-title'))).toBe('lost writes against regions.a.clock.skew');
});

test('values without places of their own stand beside each other, and no line joins them', () => {
  const page = pageOf([rule]);
  expect(byClass(page, 'whisker')).toHaveLength(2);
  expect(byClass(page, 'band')).toHaveLength(0);
});

test('over two axes each value of the second has a curve, and the table has a column for it', () => {
  const page = pageOf([skew, rule]);
  expect(byClass(page, 'band')).toHaveLength(2);
  expect(rowsOf(page, /rows: regions.a.clock.skew, columns: conflicts.resolve/)).toEqual([
    ['0ms', '52.516 .. 7.484', '1512.52 .. 17.48'],
    ['10ms', '2522.52 .. 27.48', '3532.52 .. 37.48'],
    ['20ms', '4542.52 .. 47.48', '5552.52 .. 57.48'],
  ]);
});

test('without an axis there is one row and no chart', () => {
  const page = pageOf([]);
  expect(rowsOf(page, /every point/)).toEqual([['lost writes', '5', '2.516 .. 7.484', '4', '6', '3']]);
  expect(byClass(page, 'chart')).toEqual([]);
});

test('the page has every id once, loads nothing, and says how to make it again', () => {
  const page = pageOf([skew, rule]);
  const elements = elementsOf(page);
  const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(elements.filter(({ name }) => ['script', 'link', 'img', 'iframe'].includes(name))).toEqual([]);
  expect(textOf(elementWithId(page, 'again'))).toContain('quarrel sweep sample.yaml --vary regions.a.clock.skew=x');
  expect(textOf(elementWithId(page, 'again'))).toContain('quarrel run sample.yaml --seed 1-2 --set regions.a.clock.skew=20ms --set conflicts.resolve=siblings');
  expect(elements.some(({ name }) => name === 'sample')).toBe(false);
});

test('the command prints the page, the same bytes each time', async () => {
  const words = ['sweep', 'concurrent-x', '--vary', 'conflicts.resolve=lww,siblings', '--seeds', '2', '--format', 'html'];
  const first = await runCli(words);
  expect(first.exitCode).toBe(0);
  const page = readPage(first.stdout);
  expect(rowsOf(page, /^lost writes/).map((row) => row.slice(0, 2))).toEqual([['lww', '1'], ['siblings', '0']]);
  expect((await runCli(words)).stdout).toBe(first.stdout);
});
