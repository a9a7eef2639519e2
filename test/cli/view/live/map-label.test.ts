import { expect, test } from 'vitest';
import { labelFor, toneOf } from '../../../../src/cli/view/live/map-label.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { stateAt } from './sample-state.js';

const [region] = stateAt(0).observation.regions;
if (region === undefined) throw new Error('the sample has regions');

test('a region is called by its name and queue', () => {
  expect(labelFor({ ...region, backlogWrites: 117 }, 20, asciiTheme)).toBe('us-east q117');
});

test('a region that is not up says so in a word', () => {
  expect(labelFor({ ...region, state: 'down' }, 20, asciiTheme)).toBe('us-east DOWN q0');
  expect(labelFor({ ...region, state: 'paused' }, 20, asciiTheme)).toBe('us-east PAUSE q0');
  expect(labelFor({ ...region, state: 'left' }, 20, asciiTheme)).toBe('us-east LEFT');
  expect(toneOf({ ...region, state: 'down' })).toBe('bad');
});

test('a long name gives way to the state and the queue', () => {
  const label = labelFor({ ...region, name: 'x'.repeat(60), state: 'down' }, 16, asciiTheme);
  expect(label).toBe('xxxx~xxx DOWN q0');
});
