import { expect, test } from 'vitest';
import { countAxis, durationAxis } from '../../../../src/cli/report/html/axis.js';
import { mostTones, renderChart } from '../../../../src/cli/report/html/chart.js';
import type { Chart } from '../../../../src/cli/report/html/chart.js';
import { elementsOf, readMarkup, textOf } from './read-page.js';
import type { PageElement } from './read-page.js';

const chart: Chart = {
  id: 'sample',
  title: 'A sample',
  description: 'It rises.',
  x: durationAxis('time', 10_000_000, 5),
  y: countAxis('writes', 100, 5),
  curves: [{ name: 'a to b', note: 'at most 100', points: [{ x: 0, y: 0 }, { x: 5_000_000, y: 50 }, { x: 10_000_000, y: 100 }] }],
  spans: [],
};

function draw(changes: Partial<Chart>): readonly PageElement[] {
  return elementsOf(readMarkup(renderChart({ ...chart, ...changes }).text));
}

function numbersOf(path: string | undefined): readonly (readonly number[])[] {
  return (path ?? '').replace(/^M|Z$/g, '').split('L').map((point) => point.split(' ').map(Number));
}

function pathsOf(elements: readonly PageElement[], name: string): readonly (readonly (readonly number[])[])[] {
  const found = elements.filter(({ attributes }) => attributes.get('class') === name);
  return found.map(({ attributes }) => numbersOf(attributes.get('d')));
}

test('a curve goes where its figures are', () => {
  const [[first, middle, last] = []] = pathsOf(draw({}), 'curve');
  expect(middle?.[0]).toBeCloseTo(((first?.[0] ?? 0) + (last?.[0] ?? 0)) / 2, 0);
  expect(middle?.[1]).toBeCloseTo(((first?.[1] ?? 0) + (last?.[1] ?? 0)) / 2, 0);
  expect(first?.[1]).toBeGreaterThan(last?.[1] ?? 0);
});

test('points on a level line between others are left out, the corners stay', () => {
  const points = [0, 0, 0, 0, 50, 50, 50, 0].map((y, x) => ({ x: x * 1_000_000, y }));
  const [drawn] = pathsOf(draw({ curves: [{ name: 'a', note: '', points }] }), 'curve');
  expect(drawn).toHaveLength(5);
});

test('a band lies around its curve', () => {
  const points = [{ x: 0, y: 50 }, { x: 10_000_000, y: 50 }];
  const band = [{ x: 0, low: 40, high: 60 }, { x: 10_000_000, low: 30, high: 70 }];
  const elements = draw({ curves: [{ name: 'a', note: '', points, band, isMarked: true }] });
  const [[topLeft, topRight, bottomRight, bottomLeft] = []] = pathsOf(elements, 'band');
  const [[from] = []] = pathsOf(elements, 'curve');
  expect(topLeft?.[1]).toBeLessThan(from?.[1] ?? 0);
  expect(bottomLeft?.[1]).toBeGreaterThan(from?.[1] ?? 0);
  expect(topRight?.[1]).toBeLessThan(topLeft?.[1] ?? 0);
  expect(bottomRight?.[1]).toBeGreaterThan(bottomLeft?.[1] ?? 0);
});

test('what overlaps another name is shaded without its own, and says it on asking', () => {
  const spans = [{ label: 'F1', words: 'one', from: 1_000_000, to: 2_000_000 }, { label: 'F2', words: 'two', from: 1_010_000, to: 2_010_000 }];
  const drawn = draw({ spans }).filter(({ attributes }) => attributes.get('class') === 'span');
  expect(drawn.map(textOf)).toEqual(['F1: oneF1', 'F2: two']);
});

test('a moment is a line, and what lies beyond the end is not drawn', () => {
  const spans = [
    { label: 'F1', words: 'now', from: 1_000_000, to: 1_000_000 },
    { label: 'F2', words: 'later', from: 11_000_000, to: 12_000_000 },
  ];
  const drawn = draw({ spans }).filter(({ attributes }) => attributes.get('class') === 'span');
  expect(drawn).toHaveLength(1);
  expect(drawn.flatMap(elementsOf).map(({ name }) => name)).toEqual(['title', 'line', 'text']);
});

test('as many curves as there may be are told apart by more than colour', () => {
  const curves = Array.from({ length: mostTones }, (_, at) => ({ name: `curve ${at}`, note: '', points: chart.curves[0]?.points ?? [] }));
  const groups = draw({ curves }).filter(({ name, attributes }) => name === 'g' && attributes.get('class')?.startsWith('tone-') === true);
  expect(new Set(groups.map(({ attributes }) => attributes.get('class'))).size).toBe(mostTones);
});
