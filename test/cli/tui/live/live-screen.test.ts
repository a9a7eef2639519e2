import { describe, expect, test } from 'vitest';
import { LiveScreen } from '../../../../src/cli/tui/live/live-screen.js';
import { ScreenStack } from '../../../../src/cli/tui/screens/screen-stack.js';
import type { Departure } from '../../../../src/cli/tui/screens/screen-stack.js';
import { Player } from '../../../../src/cli/tui/live/player.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { FakeSimulation, makeScenario } from './fake-simulation.js';

function open(size = { columns: 80, rows: 24 }, regions = 3) {
  const names = Array.from({ length: regions }, (_, index) => `region-${index}`);
  const scenario = makeScenario({ regions: names });
  const departures: Departure[] = [];
  let nowMs = 0;
  const stack = new ScreenStack({
    theme: asciiTheme,
    palette: 'bare',
    sizeOf: () => size,
    depart: (departure) => departures.push(departure),
    fail: (error) => {
      throw error;
    },
  });
  const player = new Player({
    scenario,
    start: (trace) => new FakeSimulation(scenario, trace),
    judge: (report) => ({ report, expectations: [], verdict: 'holds' }),
    clock: () => (nowMs += 33),
  });
  const screen = new LiveScreen({ player, place: stack.place, repeat: 'again' });
  stack.place.navigator.open(screen);
  const press = (...keys: readonly string[]) => {
    for (const key of keys) stack.press(key);
  };
  const travel = (...keys: readonly string[]) => {
    for (const key of keys) {
      press(key);
      while (screen.state.playback.mode === 'seeking') stack.tick();
    }
  };
  return { screen, stack, departures, press, travel };
}

test('the space bar pauses and runs', () => {
  const { screen, press } = open();
  press('space');
  expect(screen.state.playback.mode).toBe('paused');
  press('space');
  expect(screen.state.playback.mode).toBe('running');
});

test('each key of the player does its work', () => {
  const { screen, press } = open();
  press('.');
  expect(screen.state.observation.events).toBe(1);
  press('+');
  expect(screen.state.playback.speed).toBe(2);
  press('-', '-');
  expect(screen.state.playback.speed).toBe(1);
  press('g');
  expect(screen.state.observation.events).toBe(0);
  press('G');
  expect(screen.state.playback.isHurrying).toBe(true);
});

test('each key of time does its work', () => {
  const { screen, travel } = open();
  travel('.', '.', ',');
  expect(screen.state.observation.events).toBe(1);
  travel(']');
  expect(screen.state.observation.nowUs).toBe(9_100_000);
  travel('right', 'right', 'left');
  expect(screen.state.observation.nowUs).toBe(9_400_000);
  travel('[');
  expect(screen.state.observation.nowUs).toBe(9_100_000);
});

test('any key stops a search', () => {
  const { screen, press } = open();
  press('G', ']');
  expect(screen.state.playback.mode).toBe('seeking');
  press('x');
  expect(screen.state.playback.mode).toBe('paused');
});

describe('a moment', () => {
  test('is typed, and gone to', () => {
    const { screen, travel } = open();
    travel(':', '1', 'x', 'backspace', '2', '.', '5');
    expect(screen.state.focus).toMatchObject({ mode: 'moment', moment: '12.5' });
    travel('return');
    expect(screen.state.focus.mode).toBe('view');
    expect(screen.state.observation.nowUs).toBe(12_500_000);
    expect(screen.state.playback.mode).toBe('paused');
  });

  test('that is none is said to be none, and can be mended', () => {
    const { screen, stack, travel } = open();
    travel(':', 'q', 'return');
    expect(stack.draw().at(-1)).toContain("'q' is no moment of the run");
    expect(screen.state.observation.nowUs).toBe(0);
    travel('backspace', '5', '0', '%', 'return');
    expect(screen.state.observation.nowUs).toBe(15_000_000);
  });

  test('need not be gone to', () => {
    const { screen, press } = open();
    press('/', 'x', 'return', ':', '9', 'escape');
    expect(screen.state.focus).toMatchObject({ mode: 'view', filter: 'x' });
    expect(screen.state.observation.nowUs).toBe(0);
  });
});

test('a key draws the screen at the next tick, even of a run that stands', () => {
  const { stack, press } = open();
  press('space');
  for (let tick = 0; tick < 20; tick += 1) stack.tick();
  expect(stack.tick()).toBe(false);
  press('?');
  expect(stack.tick()).toBe(true);
  expect(stack.draw().join('\n')).toContain('Run or pause.');
});

test('a terminal of another size is drawn anew', () => {
  const { stack, press } = open();
  press('space');
  for (let tick = 0; tick < 20; tick += 1) stack.tick();
  stack.refresh();
  expect(stack.tick()).toBe(true);
});

describe('a filter', () => {
  test('takes every character, those of other keys too', () => {
    const { screen, press } = open();
    press('/', 'q', '.', 'space', 'G');
    expect(screen.state.focus).toMatchObject({ mode: 'filter', filter: 'q. G' });
  });

  test('is kept with Return, and the keys are keys again', () => {
    const { screen, departures, press } = open();
    press('/', 'x', 'return', 'q');
    expect(screen.state.focus).toMatchObject({ mode: 'view', filter: 'x' });
    expect(departures).toEqual(['quit']);
  });

  test('is erased character by character', () => {
    const { screen, press } = open();
    press('/', '🦉', 'x', 'backspace', 'backspace', 'backspace');
    expect(screen.state.focus).toMatchObject({ mode: 'filter', filter: '' });
  });

  test('is cleared with Escape, while it is typed and later', () => {
    const { screen, press } = open();
    press('/', 'x', 'escape');
    expect(screen.state.focus).toMatchObject({ mode: 'view', filter: '' });
    press('/', 'x', 'return', 'escape');
    expect(screen.state.focus.filter).toBe('');
  });

  test('has an end, and takes no key that is not a character', () => {
    const { screen, press } = open();
    press('/', 'up', 'ctrl+a', ...'x'.repeat(100));
    expect(screen.state.focus.filter).toBe('x'.repeat(40));
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

describe('the key inspector', () => {
  test('takes the place of the events, and gives it back', () => {
    const { stack, press } = open();
    press('.', '.', '4');
    expect(stack.draw().join('\n')).toContain('4 Key inspector');
    expect(stack.draw().join('\n')).toContain('cart:2');
    press('3');
    expect(stack.draw().join('\n')).toContain('3 Events');
  });

  test('shows the key that is typed, whatever its characters do elsewhere', () => {
    const { screen, stack, press } = open();
    press(...Array.from({ length: 25 }, () => '.'), 'k', 't', ':', '3');
    expect(stack.draw().join('\n')).toContain('key: t:3_');
    press('return', '.', '.');
    expect(screen.state.inspection?.key).toBe('cart:3');
    press('k', 'return');
    expect(screen.state.inspection?.key).toBe('cart:7');
  });

  test('scrolls through many regions', () => {
    const { stack, press } = open({ columns: 80, rows: 24 }, 100);
    press('.', '4', ...Array.from({ length: 200 }, () => 'down'));
    expect(stack.draw().join('\n')).toMatch(/region-99 +\[?v1/);
    press('up');
    expect(stack.draw().join('\n')).not.toMatch(/region-99 +\[?v1/);
  });

  test('is asked nothing while nobody sees it', () => {
    const { screen, press } = open();
    press('.', '.');
    expect(screen.state.inspection).toBeNull();
  });
});

test('a table of many regions scrolls between its ends', () => {
  const { screen, stack, press } = open({ columns: 80, rows: 24 }, 100);
  press('2', 'up');
  expect(screen.state.focus.scrolls[2]).toBe(0);
  press('down', 'down', 'up');
  expect(screen.state.focus.scrolls[2]).toBe(1);
  press(...Array.from({ length: 200 }, () => 'down'));
  expect(stack.draw().join('\n')).toContain('region-99');
  press('up');
  expect(stack.draw().join('\n')).not.toContain('region-99');
});

test('a screen that is too small still can be left', () => {
  const { stack, departures, press } = open({ columns: 20, rows: 5 });
  expect(stack.draw()).toHaveLength(5);
  press('q');
  expect(departures).toEqual(['quit']);
});
