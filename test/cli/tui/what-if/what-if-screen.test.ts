import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cwd, chdir } from 'node:process';
import { Chalk } from 'chalk';
import { afterAll, assert, beforeAll, expect, test, vi } from 'vitest';
import { openLiveScreen } from '../../../../src/cli/tui/live/live-view.js';
import { ScreenStack } from '../../../../src/cli/tui/screens/screen-stack.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { loadScenario } from '../../../../src/cli/load-scenario.js';
import { parseScenarios } from '../../../../src/scenarios/index.js';

// A screen's code and a report take a while on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const folder = mkdtempSync(join(tmpdir(), 'quarrel-what-if-'));
const before = cwd();
beforeAll(() => chdir(folder));
afterAll(() => {
  chdir(before);
  rmSync(folder, { recursive: true });
});

function open() {
  const choice = { target: 'split-brain', scenario: null, seed: null, overrides: [] };
  const found = loadScenario(choice, new Chalk({ level: 0 }));
  assert(found.ok);
  const stack = new ScreenStack({
    theme: asciiTheme,
    palette: 'bare',
    sizeOf: () => ({ columns: 140, rows: 40 }),
    depart: () => undefined,
    fail: (error) => {
      throw error;
    },
  });
  const origin = { choice, text: found.source.text };
  stack.place.navigator.open(openLiveScreen(found.loaded, stack.place, { repeat: 'again', origin }));
  const press = (...keys: readonly string[]) => {
    for (const key of keys) stack.press(key);
  };
  const shown = () => stack.draw().join('\n');
  const waitFor = (words: string) => {
    for (let tick = 0; tick < 5000 && !shown().includes(words); tick += 1) stack.tick();
    expect(shown()).toContain(words);
  };
  /** The code of a screen is loaded when a door opens for the first time. */
  const waitToOpen = (words: string) => vi.waitFor(() => expect(shown()).toContain(words), 120_000);
  /** What takes place between two ticks, too. */
  const tickUntil = (words: string) =>
    vi.waitFor(
      () => {
        stack.tick();
        expect(shown()).toContain(words);
      },
      { timeout: 120_000, interval: 1 },
    );
  return { press, shown, waitFor, waitToOpen, tickUntil };
}

test('from the live view to two runs beside each other, and to a file of the second', async () => {
  const { press, shown, waitFor, waitToOpen } = open();
  press('space', ':', '3', 's', 'return');
  waitFor('t=3.000s');
  press('c');
  await waitToOpen('Up to t=3.000s everything stays as it was. Then: cut us-east - eu-west for 5s.');
  press('down', 'down', 'backspace', 'backspace', 'q', 'm', 'return');
  expect(shown()).toContain('1 problem; nothing was run.');
  expect(shown()).toContain('What if ... split-brain');
  press('backspace', '2', 's', 'return');
  waitFor('They part at t=3.000s');
  expect(shown()).toContain('A as it was');
  expect(shown()).toContain('cut us-east - eu-west for 2s');
  press('w');
  press('down', 'w');
  const [, path] = /Written: (what-if-split-brain-[0-9a-f]{8}\.yaml)/.exec(shown()) ?? [];
  assert(path !== undefined, shown());
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('# split-brain, but from t=3.000s on: cut us-east - eu-west for 2s.');
  expect(parseScenarios(text).ok).toBe(true);
  press('w');
  expect(shown()).toContain(`${path} is there already`);
  press('q', 'q');
  expect(shown()).toContain('t=3.000s');
});

test('the changed run alone is one like any other: it has a report, and is changed again', async () => {
  const { press, shown, waitFor, waitToOpen, tickUntil } = open();
  press('space', ':', '3', 's', 'return');
  waitFor('t=3.000s');
  press('c');
  await waitToOpen('Up to t=3.000s everything stays as it was.');
  press('return');
  waitFor('They part at t=3.000s');
  press('down', 'return');
  await waitToOpen('1 Map');
  press('o');
  await tickUntil('Report written: ');
  const [, path] = /Report written: (\S+\.html)/.exec(shown()) ?? [];
  assert(path !== undefined, shown());
  expect(readFileSync(path, 'utf8')).toContain('faults.1={ at: 3.000001s, until: 8.000001s, partition: ');
  press('c');
  await waitToOpen('Up to t=3.000s everything stays as it was.');
  expect(shown().split(' --set ')).toHaveLength(3);
});
