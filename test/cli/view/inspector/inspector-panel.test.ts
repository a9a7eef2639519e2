import { expect, test } from 'vitest';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { drawInspectorPanel, titleForInspector } from '../../../../src/cli/view/inspector/inspector-panel.js';
import { noChoice } from '../../../../src/cli/view/inspector/key-choice.js';
import { textOf } from '../live/sample-state.js';
import { makeInspection } from './sample-inspection.js';

const size = { columns: 76, rows: 8 };
const draw = (keyChoice: typeof noChoice) =>
  textOf(drawInspectorPanel({ inspection: makeInspection(), keyChoice, scroll: 0 }, size, asciiTheme));

test('what is typed is in the title, and what it stands for above the nearest key', () => {
  const choice = { ...noChoice, typed: 'ca', matches: ['cart:17', 'cart:2'] };
  expect(titleForInspector(choice).right).toBe('key: ca_');
  expect(draw(choice).split('\n')[0]).toBe(' cart:17  cart:2');
  expect(draw(choice)).toContain('us-east');
});

test('a name that no key has says so', () => {
  expect(draw({ ...noChoice, typed: 'zz' })).toContain('no key that was written has this in its name');
});

test('the title tells a chosen key from one that is followed', () => {
  expect(titleForInspector(noChoice).right).toContain('latest');
  expect(titleForInspector({ ...noChoice, pinned: 'x' }).right).toContain('chosen');
});
