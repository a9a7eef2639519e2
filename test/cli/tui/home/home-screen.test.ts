import { expect, test } from 'vitest';
import { HomeScreen } from '../../../../src/cli/tui/home/home-screen.js';
import type { HomeItem, HomeShelf, Opened } from '../../../../src/cli/tui/home/home-item.js';
import { ReadingScreen } from '../../../../src/cli/tui/reading/reading-screen.js';
import type { ScreenPlace } from '../../../../src/cli/tui/screens/screen.js';
import { ScreenStack } from '../../../../src/cli/tui/screens/screen-stack.js';
import type { Departure } from '../../../../src/cli/tui/screens/screen-stack.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeEntry } from '../../view/home/sample-home.js';

function open(later: readonly HomeShelf[] = []) {
  const departures: Departure[] = [];
  const failures: unknown[] = [];
  const opened: string[] = [];
  const stack = new ScreenStack({
    theme: asciiTheme,
    palette: 'bare',
    sizeOf: () => ({ columns: 80, rows: 24 }),
    depart: (departure) => departures.push(departure),
    fail: (error) => failures.push(error),
  });
  const item = (name: string): HomeItem => ({
    ...makeEntry(name),
    open: ({ place }) => {
      opened.push(`open ${name}`);
      return Promise.resolve(read(`run of ${name}`, place));
    },
    show: ({ place, follow, signal }) => {
      opened.push(`show ${name}`);
      const openRun = () => { follow(() => item(name).open({ place, ascii: true, follow, signal })); };
      return Promise.resolve(read(`text of ${name}`, place, openRun));
    },
  });
  const names = ['quiet-day', 'split-brain', 'long-split', ...Array.from({ length: 40 }, (_, i) => `other-${i}`)];
  const shelves = [{ title: 'Scenarios', entries: names.map(item) }];
  const lookAround = () => Promise.resolve([...later, { title: 'Your files', entries: [item('mine.yaml')] }]);
  const home = new HomeScreen({ place: stack.place, ascii: true, shelves, lookAround });
  stack.place.navigator.open(home);
  const press = (...keys: readonly string[]) => {
    for (const key of keys) stack.press(key);
  };
  return { home, stack, departures, failures, opened, press, text: () => stack.draw().join('\n') };
}

function read(title: string, place: ScreenPlace, openRun?: () => void): Opened {
  const text = { title, parts: [{ kind: 'prose', text: `This is ${title}.` }] } as const;
  const opens = openRun === undefined ? null : { verb: 'watch', open: openRun };
  return { screen: new ReadingScreen({ place, text, opens }), said: 'A large run.', repeat: `again ${title}` };
}

test('any letter begins a search, of which q and ? are letters', () => {
  const { press, text, departures } = open();
  press(...'split?q');
  expect(text()).toContain('Search: split?q_');
  press('backspace', 'backspace');
  expect(text()).toContain('> split-brain');
  expect(departures).toEqual([]);
  press('escape', 'q');
  expect(departures).toEqual(['quit']);
});

test('before a search, ? lists the keys and / begins one without a letter', () => {
  const { press, text } = open();
  press('?');
  expect(text()).toContain('Keys: Home');
  press('q', '/', 'q', 'u');
  expect(text()).toContain('> quiet-day');
});

test('arrows, pages and ends move the selection', () => {
  const { press, text } = open();
  press('down', 'down');
  expect(text()).toContain('> long-split');
  press('end');
  expect(text()).toContain('43/43');
  press('page-up', 'home', 'page-down');
  expect(text()).toMatch(/ \d+\/43/);
  expect(text()).not.toContain(' 1/43');
  press('home', 'up');
  expect(text()).toContain('> quiet-day');
});

test('return opens what is selected, q comes back to what was found, and q leaves with the way to repeat it', async () => {
  const { home, press, text, departures } = open();
  press(...'brain', 'return');
  await settle();
  expect(text()).toContain('This is run of split-brain.');
  expect(text()).toContain('A large run.');
  press('q');
  expect(text()).toContain('Search: brain');
  press('q');
  expect(departures).toEqual(['quit']);
  expect(home.ending().rows).toEqual([[{ text: 'Run again:  again run of split-brain', tone: 'plain' }]]);
});

test('a text leads on to the run that it is about', async () => {
  const { press, text, opened } = open();
  press('right');
  await settle();
  expect(text()).toContain('This is text of quiet-day.');
  press('return');
  await settle();
  expect(text()).toContain('This is run of quiet-day.');
  press('left', 'left');
  expect(text()).toContain('[Scenarios 43]');
  expect(opened).toEqual(['show quiet-day', 'open quiet-day']);
});

test('a key pressed twice opens one screen', async () => {
  const { press, opened, text } = open();
  press('return');
  expect(text()).toContain('Opening quiet-day ...');
  press('return');
  await settle();
  expect(opened).toEqual(['open quiet-day']);
});

test('what is found later is one more section, which tab goes to', async () => {
  const { stack, press, text } = open([{ title: 'Saved failures', entries: [] }]);
  expect(text()).toContain('looking for files');
  expect(text()).not.toContain('Your files');
  stack.tick();
  await settle();
  expect(stack.tick()).toBe(true);
  expect(text()).not.toContain('looking');
  expect(text()).not.toContain('Saved failures');
  press('tab');
  expect(text()).toContain('[Your files 1]');
  press('shift+tab');
  expect(text()).toContain('[Scenarios 43]');
});

test('what is opened after the person has left is closed', async () => {
  const { stack, press } = open();
  press('return');
  stack.close();
  await settle();
  expect(() => stack.draw()).toThrow('no screen is open');
});

test('whoever leaves at once is told nothing', () => {
  expect(open().home.ending()).toEqual({ rows: [], exitCode: 0 });
});

test('a shelf that changed meanwhile is renewed when somebody comes back', async () => {
  let answered = 0;
  const shelve = (): HomeShelf => ({ title: 'Lessons', entries: [lesson(answered)], renew: shelve });
  const lesson = (done: number): HomeItem => ({
    ...makeEntry('first', { title: `${String(done)}/3 steps` }),
    open: ({ place }) => Promise.resolve(read('a lesson', place)),
    show: ({ place }) => Promise.resolve(read('about it', place)),
  });
  const { press, stack, text } = open([shelve()]);
  stack.tick();
  await settle();
  press('tab');
  expect(text()).toContain('0/3 steps');
  press('return');
  await settle();
  answered = 2;
  press('left');
  stack.tick();
  expect(text()).toContain('2/3 steps');
});

/** All promises that are ready have gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
