import { expect, test } from 'vitest';
import { drawPanel, innerSize, placeBeside } from '../../../../src/cli/view/drawing/panel.js';
import { rowWidth, span } from '../../../../src/cli/view/drawing/row.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { textOf } from '../live/sample-state.js';

const size = { columns: 20, rows: 4 };

test('a panel frames its content and has its title on top', () => {
  const rows = drawPanel({ left: '1 Map', right: 'x' }, [[span('hello')]], size, asciiTheme);
  expect(textOf(rows)).toBe(
    [
      '+- 1 Map ------ x -+',
      '|hello             |',
      '|                  |',
      '+------------------+',
    ].join('\n'),
  );
});

test('content that is too much in either direction is cut', () => {
  const long = [span('a'.repeat(50))];
  const rows = drawPanel({ left: 'A', right: '' }, [long, long, long, long], size, asciiTheme);
  expect(rows).toHaveLength(4);
  for (const row of rows) expect(rowWidth(row)).toBe(20);
});

test('a title gives way to the frame, the right one first', () => {
  const title = { left: 'a title of some length', right: 'more' };
  const [top = []] = drawPanel(title, [], size, asciiTheme);
  expect(rowWidth(top)).toBe(20);
  expect(textOf([top])).not.toContain('more');
});

test('two panels stand beside each other', () => {
  const left = [[span('a')], [span('b')]];
  const right = [[span('c')], [span('d')]];
  expect(textOf(placeBeside(left, right))).toBe('ac\nbd');
});

test('a frame takes one cell on each side', () => {
  expect(innerSize(size)).toEqual({ columns: 18, rows: 2 });
});
