import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../../../src/cli/exit-codes.js';
import type { Screen } from '../../../../src/cli/tui/screens/screen.js';
import { ScreenStack } from '../../../../src/cli/tui/screens/screen-stack.js';
import type { Departure } from '../../../../src/cli/tui/screens/screen-stack.js';
import { span } from '../../../../src/cli/view/drawing/row.js';
import { smallestSize } from '../../../../src/cli/view/drawing/smallest-size.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';

/** A screen that remembers what it was told. */
class PlainScreen implements Screen {
  readonly keys = [{ keys: ['x'], about: 'Does x.' }];
  readonly pressed: string[] = [];
  isTyping = false;
  isClosed = false;

  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }

  offeredKeys() {
    return [{ shown: 'x', label: this.title, rank: 3 }];
  }

  tick() {
    return false;
  }

  press(key: string) {
    this.pressed.push(key);
    return key !== 'escape';
  }

  draw() {
    return [[span(`screen ${this.title}`)]];
  }

  ending() {
    return { rows: [[span(`left ${this.title}`)]], exitCode: exitCodes.held };
  }

  close() {
    this.isClosed = true;
  }
}

function open(size = { columns: 80, rows: 24 }) {
  const departures: Departure[] = [];
  const stack = new ScreenStack({
    theme: asciiTheme,
    palette: 'bare',
    sizeOf: () => size,
    depart: (departure) => departures.push(departure),
    fail: (error) => {
      throw error;
    },
  });
  const first = new PlainScreen('one');
  stack.place.navigator.open(first);
  const press = (...keys: readonly string[]) => {
    for (const key of keys) stack.press(key);
  };
  return { stack, first, departures, press, text: () => stack.draw().join('\n') };
}

test('the topmost screen is seen and gets the keys; q goes back to the one below, and closes it', () => {
  const { stack, first, departures, press, text } = open();
  const second = new PlainScreen('two');
  stack.place.navigator.open(second);
  press('x');
  expect([first.pressed, second.pressed]).toEqual([[], ['x']]);
  expect(text()).toContain('screen two');
  expect(text()).toContain(' x two  ? help  q back');
  press('q');
  expect(second.isClosed).toBe(true);
  expect(text()).toContain('screen one');
  expect(text()).toContain(' x one  ? help  q quit');
  press('q');
  expect(departures).toEqual(['quit']);
});

test('an Escape that means nothing to a screen goes back, and never quits', () => {
  const { stack, departures, press, text } = open();
  stack.place.navigator.open(new PlainScreen('two'));
  press('escape', 'escape', 'escape');
  expect(text()).toContain('screen one');
  expect(departures).toEqual([]);
});

describe('the list of keys', () => {
  test('has every key, and is closed by q and by Escape', () => {
    const { first, departures, press, text } = open();
    press('?');
    expect(text()).toContain('Keys: one');
    expect(text()).toContain('Does x.');
    expect(text()).toContain('Leave at once.');
    expect(text()).toMatch(/ q close *$/);
    press('q');
    expect(text()).toContain('screen one');
    press('?', 'escape');
    expect(text()).toContain('screen one');
    expect(departures).toEqual([]);
    expect(first.pressed).toEqual([]);
  });

  test('is turned over where it is longer than the screen', () => {
    const { stack, press, text } = open();
    const keys = Array.from({ length: 50 }, (_, index) => ({ keys: ['x'], about: `Does ${index}.` }));
    stack.place.navigator.open(Object.assign(new PlainScreen('many'), { keys }));
    press('?');
    expect(text()).toContain('Does 0.');
    expect(text()).not.toContain('Leave at once.');
    expect(text()).toContain('down more keys');
    press('down', 'down', 'down');
    expect(text()).toContain('Leave at once.');
    expect(text()).not.toContain('more keys  q close');
    press('up', 'up', 'up');
    expect(text()).toContain('Does 0.');
  });
});

test('while text is typed the characters are the screen\'s, and Ctrl-C still leaves', () => {
  const { first, departures, press } = open();
  first.isTyping = true;
  press('q', '?', 'ctrl+c');
  expect(first.pressed).toEqual(['q', '?']);
  expect(departures).toEqual(['interrupt']);
});

test('what is said takes the place of the help line until the next key', () => {
  const { stack, press, text } = open();
  stack.place.navigator.say('copied');
  expect(text().split('\n').at(-1)?.trimEnd()).toBe(' copied');
  press('x');
  expect(text().split('\n').at(-1)?.trimEnd()).toBe(' x one  ? help  q quit');
});

test('every row is as wide as the terminal', () => {
  const { stack } = open({ columns: 70, rows: 20 });
  expect(stack.draw().map(({ length }) => length)).toEqual(Array.from({ length: 20 }, () => 70));
});

test.each([
  [59, 24],
  [80, 17],
  [20, 5],
  [1, 1],
])('a terminal of %dx%d has one sentence that offers another way, and can be left', (columns, rows) => {
  const { stack, departures, press } = open({ columns, rows });
  const drawn = stack.draw();
  expect(drawn.map(({ length }) => length)).toEqual(Array.from({ length: rows }, () => columns));
  expect(drawn.join('')).not.toContain('screen one');
  press('q');
  expect(departures).toEqual(['quit']);
});

test('the sentence of a small terminal names the sizes and --plain', () => {
  const words = open({ columns: 59, rows: 10 }).text().replace(/\s+/g, ' ');
  expect(words).toContain(`${smallestSize.columns}x${smallestSize.rows}`);
  expect(words).toContain('59x10');
  expect(words).toContain('--plain');
});

test('the first screen says how the program ends, and all are closed', () => {
  const { stack, first } = open();
  const second = new PlainScreen('two');
  stack.place.navigator.open(second);
  expect(stack.ending().rows).toEqual([[span('left one')]]);
  stack.close();
  expect([first.isClosed, second.isClosed]).toEqual([true, true]);
});
