import { expect, test } from 'vitest';
import { Canvas, pointsBetween } from '../../../../src/cli/view/drawing/canvas.js';
import { rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { textOf } from '../live/sample-state.js';

function draw(work: (canvas: Canvas) => void): readonly string[] {
  const canvas = new Canvas(9, 5);
  work(canvas);
  return textOf(canvas.toRows()).split('\n');
}

test('words are written where they are put', () => {
  expect(draw((canvas) => canvas.write({ x: 2, y: 1 }, 'abc', 'bad'))[1]).toBe('  abc    ');
});

test('what falls outside is not drawn', () => {
  const rows = draw((canvas) => canvas.write({ x: 7, y: 0 }, 'abcd', 'plain'));
  expect(rows[0]).toBe('       ab');
  expect(draw((canvas) => canvas.write({ x: 0, y: 9 }, 'abcd', 'plain')).join('').trim()).toBe('');
});

test('a wide character takes the place of two', () => {
  const canvas = new Canvas(9, 1);
  canvas.write({ x: 0, y: 0 }, '東x', 'plain');
  const [row = []] = canvas.toRows();
  expect(textOf([row])).toBe('東x      ');
  expect(rowWidth(row)).toBe(9);
});

test('a level line is dashes', () => {
  expect(draw((canvas) => canvas.drawLine({ x: 0, y: 2 }, { x: 8, y: 2 }, 'dim'))[2]).toBe(
    ' ------- ',
  );
});

test('an upright line is bars', () => {
  const rows = draw((canvas) => canvas.drawLine({ x: 4, y: 0 }, { x: 4, y: 4 }, 'dim'));
  expect(rows.map((row) => row.trim())).toEqual(['', '|', '|', '|', '']);
});

test('a slope leans the way it goes, one stroke a row', () => {
  const down = draw((canvas) => canvas.drawLine({ x: 0, y: 0 }, { x: 8, y: 4 }, 'dim'));
  expect(down.map((row) => row.trim())).toEqual(['', '\\', '\\', '\\', '']);
  const up = draw((canvas) => canvas.drawLine({ x: 0, y: 4 }, { x: 8, y: 0 }, 'dim'));
  expect(up.map((row) => row.trim())).toEqual(['', '/', '/', '/', '']);
});

test('the ends are not among the points between', () => {
  expect(pointsBetween({ x: 0, y: 0 }, { x: 4, y: 0 }, 4)).toEqual([
    { x: 1, y: 0 },
    { x: 2, y: 0 },
    { x: 3, y: 0 },
  ]);
  expect(pointsBetween({ x: 1, y: 1 }, { x: 1, y: 1 }, 0)).toEqual([]);
});
