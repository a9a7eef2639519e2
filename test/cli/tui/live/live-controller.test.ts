import { describe, expect, test } from 'vitest';
import { LiveController } from '../../../../src/cli/tui/live/live-controller.js';
import type { Departure } from '../../../../src/cli/tui/live/live-controller.js';
import { Player } from '../../../../src/cli/tui/live/player.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { FakeSimulation, makeScenario } from './fake-simulation.js';

function open(size = { columns: 80, rows: 24 }, regions = 3) {
  const names = Array.from({ length: regions }, (_, index) => `region-${index}`);
  const scenario = makeScenario({ regions: names });
  const departures: Departure[] = [];
  let nowMs = 0;
  const controller = new LiveController({
    player: new Player({
      scenario,
      start: (trace) => new FakeSimulation(scenario, trace),
      judge: (report) => ({ report, expectations: [], verdict: 'holds' }),
      clock: () => (nowMs += 33),
    }),
    theme: asciiTheme,
    palette: 'bare',
    sizeOf: () => size,
    depart: (departure) => departures.push(departure),
  });
  const press = (...keys: readonly string[]) => {
    for (const key of keys) controller.press(key);
  };
  return { controller, departures, press };
}

test('the space bar pauses and runs', () => {
  const { controller, press } = open();
  press('space');
  expect(controller.state.playback.mode).toBe('paused');
  press('space');
  expect(controller.state.playback.mode).toBe('running');
});

test('each key of the player does its work', () => {
  const { controller, press } = open();
  press('.');
  expect(controller.state.observation.events).toBe(1);
  press('+');
  expect(controller.state.playback.speed).toBe(2);
  press('-', '-');
  expect(controller.state.playback.speed).toBe(1);
  press('g');
  expect(controller.state.observation.events).toBe(0);
  press('G');
  expect(controller.state.playback.isHurrying).toBe(true);
});

test('a key draws the screen at the next tick, even of a run that stands', () => {
  const { controller, press } = open();
  press('space');
  for (let tick = 0; tick < 20; tick += 1) controller.tick();
  expect(controller.tick()).toBe(false);
  press('?');
  expect(controller.tick()).toBe(true);
  expect(controller.draw().join('\n')).toContain('Run or pause.');
});

test('a terminal of another size is drawn anew', () => {
  const { controller, press } = open();
  press('space');
  for (let tick = 0; tick < 20; tick += 1) controller.tick();
  controller.refresh();
  expect(controller.tick()).toBe(true);
});

describe('a filter', () => {
  test('takes every character, those of other keys too', () => {
    const { controller, press } = open();
    press('/', 'q', '.', 'space', 'G');
    expect(controller.state.focus).toMatchObject({ mode: 'filter', filter: 'q. G' });
  });

  test('is kept with Return, and the keys are keys again', () => {
    const { controller, departures, press } = open();
    press('/', 'x', 'return', 'q');
    expect(controller.state.focus).toMatchObject({ mode: 'view', filter: 'x' });
    expect(departures).toEqual(['quit']);
  });

  test('is erased character by character', () => {
    const { controller, press } = open();
    press('/', '🦉', 'x', 'backspace', 'backspace', 'backspace');
    expect(controller.state.focus).toMatchObject({ mode: 'filter', filter: '' });
  });

  test('is cleared with Escape, while it is typed and later', () => {
    const { controller, press } = open();
    press('/', 'x', 'escape');
    expect(controller.state.focus).toMatchObject({ mode: 'view', filter: '' });
    press('/', 'x', 'return', 'escape');
    expect(controller.state.focus.filter).toBe('');
  });

  test('has an end, and takes no key that is not a character', () => {
    const { controller, press } = open();
    press('/', 'up', 'ctrl+a', ...'x'.repeat(100));
    expect(controller.state.focus.filter).toBe('x'.repeat(40));
  });
});

describe('help', () => {
  test('is closed by q and by Escape, and neither quits', () => {
    const { controller, departures, press } = open();
    press('?', 'q');
    expect(controller.state.focus.mode).toBe('view');
    press('?', 'escape');
    expect(controller.state.focus.mode).toBe('view');
    expect(departures).toEqual([]);
  });

  test('leaves the filter as it was', () => {
    const { controller, press } = open();
    press('/', 'x', 'return', '?', 'escape');
    expect(controller.state.focus.filter).toBe('x');
  });
});

test.each([
  ['q', 'quit'],
  ['ctrl+c', 'interrupt'],
  ['ctrl+z', 'suspend'],
])('%s leaves: %s', (key, departure) => {
  const { departures, press } = open();
  press(key);
  expect(departures).toEqual([departure]);
});

test('Ctrl-C leaves from everywhere', () => {
  const { departures, press } = open();
  press('/', 'ctrl+c', 'escape', '?', 'ctrl+c');
  expect(departures).toEqual(['interrupt', 'interrupt']);
});

test('a table of many regions scrolls between its ends', () => {
  const { controller, press } = open({ columns: 80, rows: 24 }, 100);
  press('up');
  expect(controller.state.focus.scroll).toBe(0);
  press('down', 'down', 'up');
  expect(controller.state.focus.scroll).toBe(1);
  press(...Array.from({ length: 200 }, () => 'down'));
  expect(controller.draw().join('\n')).toContain('region-99');
  press('up');
  expect(controller.draw().join('\n')).not.toContain('region-99');
});

test('a screen that is too small still can be left', () => {
  const { controller, departures, press } = open({ columns: 20, rows: 5 });
  expect(controller.draw()).toHaveLength(5);
  press('q');
  expect(departures).toEqual(['quit']);
});
